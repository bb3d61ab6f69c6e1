import { existsSync, globSync, readFileSync } from 'node:fs'
import { read, type Source } from './source.ts'

export interface Door {
  readonly 'bedrock-source'?: string
  readonly types?: string
  readonly default?: string
}

/** What the checks read of a package.json. */
export interface Manifest {
  readonly name: string
  readonly version?: string
  readonly private?: boolean
  readonly license?: string
  readonly type?: string
  readonly sideEffects?: boolean
  readonly engines?: Readonly<Record<string, string>>
  readonly files?: readonly string[]
  readonly keywords?: readonly string[]
  readonly repository?: { readonly type: string; readonly url: string; readonly directory?: string }
  readonly exports?: Readonly<Record<string, Door>>
  readonly imports?: Readonly<Record<string, unknown>>
  readonly publishConfig?: {
    readonly exports?: Readonly<Record<string, Door>>
    readonly engines?: Readonly<Record<string, string>>
  }
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

/** One workspace package: where it lives and what it says of itself. */
export interface Room {
  /** `packages/bedrock-core` */
  readonly folder: string
  readonly manifest: Manifest
}

export interface House {
  readonly rooms: readonly Room[]
  readonly sources: readonly Source[]
}

/** What one check looked at, and what it found wrong. */
export interface Verdict {
  readonly checked: string
  readonly findings: readonly string[]
}

export type Check = (house: House) => Verdict

export const roomOf = (house: House, path: string): Room | undefined =>
  house.rooms.find((room) => path.startsWith(`${room.folder}/`))

/** The file behind a door such as `@x/bedrock-core/ui`, or undefined where no package of the house has such a door. */
export const fileBehind = (house: Pick<House, 'rooms'>, specifier: string): string | undefined => {
  const room = house.rooms.find(
    ({ manifest }) => specifier === manifest.name || specifier.startsWith(`${manifest.name}/`),
  )
  const source = room?.manifest.exports?.[`.${specifier.slice(room.manifest.name.length)}`]?.['bedrock-source']
  return room && source && `${room.folder}/${source.slice(2)}`
}

/** Every package below the current folder. */
export const readRooms = (): readonly Room[] =>
  globSync('{packages,apps,examples,environments}/*/package.json')
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .map((path) => ({
      folder: path.slice(0, -'/package.json'.length),
      manifest: JSON.parse(readFileSync(path, 'utf8')),
    }))

/** Reads every source of every package. */
export const readHouse = (): House => {
  const rooms = readRooms()
  const sources = rooms.flatMap(({ folder }) =>
    globSync(`${folder}/**/*.{ts,tsx}`, {
      exclude: (name) => /(^|[\\/])(node_modules|dist|\.next|\.turbo)$/.test(name),
    })
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => !path.endsWith('next-env.d.ts') && existsSync(path))
      .sort()
      .map(read),
  )
  return { rooms, sources }
}
