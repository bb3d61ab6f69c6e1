import { dirname, join } from 'node:path/posix'
import type { House, Room } from '../house/house.ts'
import { isTest, type Source } from '../house/source.ts'
import { type Graph, levels, reduced } from './graph.ts'

const core = 'packages/bedrock-core'

const ships = (house: House, folder: string): readonly Source[] =>
  house.sources.filter(({ path }) => path.startsWith(`${folder}/src/`) && !isTest(path))

/** Packages that are published, and the example, where all meet. */
const drawnRooms = (house: House): readonly Room[] =>
  house.rooms.filter(({ folder }) => folder.startsWith('packages/') || folder === 'apps/next-chat')

const short = (name: string): string => name.replace('@x/', '')

/** Which package imports which, in what ships. */
export const packageGraph = (house: House): Graph => {
  const rooms = drawnRooms(house)
  return new Map(
    rooms.map(({ folder, manifest }) => {
      const sources = house.sources.filter(({ path }) => path.startsWith(`${folder}/`) && !isTest(path))
      const shipped = folder.startsWith('packages/') ? ships(house, folder) : sources
      const imports = shipped.flatMap((source) => source.imports)
      const others = rooms.filter(
        ({ manifest: { name } }) =>
          name !== manifest.name && imports.some((specifier) => specifier === name || specifier.startsWith(`${name}/`)),
      )
      return [short(manifest.name), new Set(others.map((room) => short(room.manifest.name)))]
    }),
  )
}

const alcoveOf = (path: string): string | undefined => new RegExp(`^${core}/src/([\\w-]+)/`).exec(path)?.[1]

/** Which room inside core imports which. Doors, which only join them, are left out. */
export const coreGraph = (house: House): Graph => {
  const graph = new Map<string, Set<string>>()
  for (const { path, imports } of ships(house, core)) {
    const from = alcoveOf(path)
    if (from === undefined) continue
    const to = graph.get(from) ?? new Set()
    graph.set(from, to)
    for (const specifier of imports) {
      const target = specifier.startsWith('.') ? alcoveOf(join(dirname(path), specifier)) : undefined
      if (target !== undefined && target !== from) to.add(target)
    }
  }
  return graph
}

const byName = (a: string, b: string): number => (a < b ? -1 : 1)

/** A drawing in Mermaid, which GitHub shows: one row of boxes for each level, arrows down. */
export const mermaid = (graph: Graph): string => {
  const at = levels(graph)
  const names = [...graph.keys()].toSorted((a, b) => (at.get(b) ?? 0) - (at.get(a) ?? 0) || byName(a, b))
  const arrows = [...reduced(graph)].toSorted(([a], [b]) => names.indexOf(a) - names.indexOf(b))
  return [
    '```mermaid',
    'flowchart TD',
    ...names.map((name) => `  ${name}["${name}"]`),
    ...arrows.flatMap(([from, to]) => [...to].toSorted(byName).map((next) => `  ${from} --> ${next}`)),
    '```',
  ].join('\n')
}

/** What each package opens to others, and what an installer brings along with it. */
export const packageTable = (house: House): string => {
  const rows = drawnRooms(house)
    .filter(({ folder }) => folder.startsWith('packages/'))
    .map(({ manifest }) => {
      const doors = Object.keys(manifest.exports ?? {}).map((door) => `\`${door}\``)
      const brought = Object.keys(manifest.dependencies ?? {}).filter((name) => !name.startsWith('@x/'))
      const named = brought.map((name) => `\`${name}\``).join(', ')
      return `| \`${manifest.name}\` | ${doors.join(' ')} | ${named || '–'} |`
    })
  return ['| package | doors | brings along |', '|---|---|---|', ...rows].join('\n')
}
