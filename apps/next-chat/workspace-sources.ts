import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** Each door of one package and the source behind it, as its `exports` say under `bedrock-source`. */
const doorsOf = (manifest: unknown, folder: string): [string, string][] => {
  if (!isObject(manifest) || typeof manifest['name'] !== 'string' || !isObject(manifest['exports'])) return []
  const name = manifest['name']
  return Object.entries(manifest['exports']).flatMap(([door, ways]): [string, string][] => {
    const source = isObject(ways) ? ways['bedrock-source'] : undefined
    return typeof source === 'string' ? [[`${name}${door.slice(1)}`, `${folder}/${source.slice(2)}`]] : []
  })
}

/** Aliases that let the bundler read the workspace's sources, so that nothing needs a build first. Turbopack takes no export conditions of one's own. */
export const workspaceSources = (app: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(join(app, '../../packages')).flatMap((name) => {
      const folder = `../../packages/${name}`
      return doorsOf(JSON.parse(readFileSync(join(app, folder, 'package.json'), 'utf8')), folder)
    }),
  )
