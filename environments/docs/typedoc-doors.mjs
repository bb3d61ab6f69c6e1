import { readFileSync } from 'node:fs'
import { Converter, ReflectionKind } from 'typedoc'

/** The doors of a package by the file behind each: `src/ui.entry.ts` is `@x/bedrock-core/ui`. */
const doorsOf = (folder) => {
  const { name, exports } = JSON.parse(readFileSync(new URL(`../../packages/${folder}/package.json`, import.meta.url)))
  return Object.fromEntries(
    Object.entries(exports).map(([door, { 'bedrock-source': file }]) => [
      file.replace(/^\.\/src\/|\.ts$/g, ''),
      name + door.slice(1),
    ]),
  )
}

/** Calls each module by what it is imported by. */
export const load = (app) => {
  app.converter.on(Converter.EVENT_CREATE_DECLARATION, (_context, module) => {
    if (!module.kindOf(ReflectionKind.Module)) return
    const [folder, , file = 'index'] = module.name.split('/')
    module.name = doorsOf(folder)[file] ?? module.name
  })
}
