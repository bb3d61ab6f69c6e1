import type { Check } from './house.ts'
import { dataOfModels, familyNames, familyRooms, impureNames, packagedNames } from './rooms.ts'
import { isTest, type Source } from './source.ts'

const mostLines = 250

const shipped = (source: Source): boolean => source.path.startsWith('packages/') && !isTest(source.path)

/** Each file is one room: no more than 250 lines. */
export const checkLines: Check = ({ sources }) => {
  const longest = sources.reduce((most, source) => Math.max(most, source.lines), 0)
  return {
    checked: `${sources.length} files, the longest has ${longest} of ${mostLines} lines`,
    findings: sources.filter((source) => source.lines > mostLines).map(({ path, lines }) => `${path}: ${lines} lines`),
  }
}

const silencers = /@ts-(ignore|nocheck)|(biome|eslint|oxlint)-(ignore|disable)/
const expectedErrors = /@ts-expect-error/
const confessions = /\b(TODO|FIXME|XXX|HACK)\b|\b(placeholder|not implemented|for now)\b/i

interface Ban {
  readonly what: string
  readonly applies: (source: Source) => boolean
  readonly hits: (source: Source) => readonly string[]
}

const matches =
  (pattern: RegExp) =>
  (source: Source): readonly string[] =>
    source.text.split('\n').flatMap((line, at) => (pattern.test(line) ? [`line ${at + 1}: ${line.trim()}`] : []))

const bans: readonly Ban[] = [
  { what: 'silences a check', applies: () => true, hits: matches(silencers) },
  { what: 'expects an error outside a test', applies: (source) => !isTest(source.path), hits: matches(expectedErrors) },
  { what: 'confesses unfinished work', applies: shipped, hits: matches(confessions) },
  { what: 'casts by way of unknown', applies: shipped, hits: (source) => source.doubleCasts },
  { what: 'exports a module whole', applies: shipped, hits: (source) => source.wholeExports },
  {
    what: 'names a family in core',
    applies: (source) => shipped(source) && source.path.startsWith('packages/bedrock-core/'),
    hits: ({ path, words }) =>
      words.filter((word) => (dataOfModels.some((place) => place.test(path)) ? packagedNames : familyNames).test(word)),
  },
  {
    what: 'lets the world into a family',
    applies: (source) =>
      shipped(source) && familyRooms.some((name) => source.path.startsWith(`packages/${name.slice(3)}/`)),
    hits: (source) => source.words.filter((word) => impureNames.includes(word)),
  },
]

/** Nothing is silenced, half done or exported unseen, and core names no family. */
export const checkBans: Check = ({ sources }) => ({
  checked: `${bans.length} bans over ${sources.length} files`,
  findings: sources.flatMap((source) =>
    bans
      .filter((ban) => ban.applies(source))
      .flatMap((ban) => ban.hits(source).map((hit) => `${source.path}: ${ban.what}: ${hit}`)),
  ),
})
