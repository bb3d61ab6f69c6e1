import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readRooms } from '../house/house.ts'
import { publishedNames } from '../test/lay-out.ts'
import { type ApiDoor, apiTexts } from './api-text.ts'
import type { Check, Finding } from './finding.ts'

const folder = 'api'

const doors = (): readonly ApiDoor[] =>
  readRooms()
    .filter(({ manifest }) => publishedNames().includes(manifest.name))
    .flatMap(({ folder, manifest }) =>
      Object.entries(manifest.exports ?? {}).map(([door, { types = '' }]) => ({
        name: manifest.name + door.slice(1),
        file: resolve(folder, types),
      })),
    )

/** `@x/bedrock-core/ui` is `bedrock-core.ui.md`. */
const pages = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(apiTexts(doors())).map(([name, text]) => [`${name.slice(3).replaceAll('/', '.')}.md`, text]),
  )

/** Writes what every door exports, for the diff of a change to show what users get. */
export const writeApi = (): void => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  for (const [name, text] of Object.entries(pages())) writeFileSync(join(folder, name), text)
}

/** The first line that differs, and what stands there now. */
const difference = (name: string, kept: string, now: string): Finding => {
  const lines = now.split('\n')
  const at = kept.split('\n').findIndex((line, index) => line !== lines[index])
  return `${folder}/${name}:${at + 1} is no longer so: ${lines[at] ?? '(nothing)'}. If that is meant: pnpm api`
}

/** Pages by their names, as they are kept and as they would be written now. */
export const differences = (
  kept: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
): readonly Finding[] => [
  ...Object.keys(kept).flatMap((name) => (name in now ? [] : [`${folder}/${name} is of no door. Run: pnpm api`])),
  ...Object.entries(now).flatMap(([name, text]) =>
    kept[name] === text ? [] : [difference(name, kept[name] ?? '', text)],
  ),
]

/** What is built must be what was reviewed. */
export const checkApi: Check = async () => {
  const names = existsSync(folder) ? readdirSync(folder) : []
  const kept = Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]))
  return differences(kept, pages())
}
