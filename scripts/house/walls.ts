import { dirname, join } from 'node:path/posix'
import { type Check, fileBehind, type House, type Room, roomOf } from './house.ts'
import { alcoves, type Walls, walls } from './rooms.ts'
import { isTest, type Source } from './source.ts'

type Rule = (found: { house: House; room: Room; source: Source; specifier: string; row: Walls }) => string | undefined

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

const isRelative = (specifier: string): boolean => specifier.startsWith('.')
const isHouse = (house: House, specifier: string): boolean =>
  house.rooms.some(({ manifest }) => manifest.name === packageOf(specifier))

const staysInside: Rule = ({ room, source, specifier }) =>
  isRelative(specifier) && !join(dirname(source.path), specifier).startsWith(`${room.folder}/`)
    ? 'reaches out of its package'
    : undefined

const carriesExtension: Rule = ({ room, specifier }) =>
  isRelative(specifier) && room.folder.startsWith('packages/') && !/\.(ts|tsx|json)$/.test(specifier)
    ? 'lacks its file extension'
    : undefined

const throughDoors: Rule = ({ house, specifier }) =>
  isHouse(house, specifier) && fileBehind(house, specifier) === undefined ? 'is not a door' : undefined

const allowedDoors: Rule = ({ house, source, specifier, row }) =>
  isHouse(house, specifier) && !isTest(source.path) && row.doors !== '*' && !row.doors.includes(specifier)
    ? 'is beyond a wall'
    : undefined

const nodeOnlyWhereAllowed: Rule = ({ source, specifier, row }) =>
  specifier.startsWith('node:') && !isTest(source.path) && !row.node?.test(source.path) ? 'needs Node' : undefined

const onlyFrom: Rule = ({ source, specifier, row }) => {
  const files = row.only?.[packageOf(specifier)]
  return files && !isTest(source.path) && !files.test(source.path) ? `may come only into ${files.source}` : undefined
}

const declared: Rule = ({ house, room, source, specifier }) => {
  const name = packageOf(specifier)
  const { dependencies, peerDependencies, devDependencies } = room.manifest
  const known = { ...dependencies, ...peerDependencies }
  if (
    isRelative(specifier) ||
    specifier.startsWith('node:') ||
    specifier.startsWith('@/') ||
    name === room.manifest.name
  )
    return undefined
  if (name in known || !source.path.includes('/src/') || isTest(source.path)) return undefined
  return name in { ...devDependencies } && isHouse(house, name) ? undefined : 'is not a dependency of its package'
}

const indexIsForOthers: Rule = ({ room, source, specifier }) => {
  const target = isRelative(specifier) ? join(dirname(source.path), specifier) : undefined
  const doors = Object.values(room.manifest.exports ?? {}).map(
    (door) => `${room.folder}/${door['bedrock-source']?.slice(2)}`,
  )
  return target && doors.includes(target) && !isTest(source.path) && !doors.includes(source.path)
    ? 'is a door of its own package'
    : undefined
}

const shipsNoTest: Rule = ({ source, specifier }) =>
  isRelative(specifier) && !isTest(source.path) && isTest(join(dirname(source.path), specifier))
    ? 'is only for tests'
    : undefined

const alcoveOf = (path: string): string | undefined => /^packages\/bedrock-core\/src\/([\w-]+)\//.exec(path)?.[1]

const alcovesInOrder: Rule = ({ source, specifier }) => {
  const from = alcoveOf(source.path)
  const to = isRelative(specifier) ? alcoveOf(join(dirname(source.path), specifier)) : undefined
  if (from === undefined || to === undefined || from === to || isTest(source.path)) return undefined
  return alcoves[from]?.includes(to) ? undefined : `goes from core's ${from} up to ${to}`
}

const rules: readonly Rule[] = [
  staysInside,
  carriesExtension,
  throughDoors,
  allowedDoors,
  nodeOnlyWhereAllowed,
  onlyFrom,
  declared,
  indexIsForOthers,
  shipsNoTest,
  alcovesInOrder,
]

/** Every import keeps to the walls in `rooms.ts`. */
export const checkWalls: Check = (house) => {
  const findings: string[] = []
  let imports = 0
  const sources = house.sources.filter(({ path }) => !path.endsWith('.config.ts'))
  for (const source of sources) {
    const room = roomOf(house, source.path)
    const row = room && walls[room.manifest.name]
    if (!room || !row) {
      findings.push(`${source.path}: its package has no row in scripts/house/rooms.ts`)
      continue
    }
    for (const specifier of source.imports) {
      imports += 1
      for (const rule of rules) {
        const wrong = rule({ house, room, source, specifier, row })
        if (wrong) findings.push(`${source.path}: '${specifier}' ${wrong}`)
      }
    }
  }
  return { checked: `${imports} imports in ${sources.length} files`, findings }
}
