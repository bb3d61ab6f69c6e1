import type { ProfileRow, Table } from '../src/row.ts'
import type { SourceName } from '../src/sources.ts'
import { ids, profiles, spellings } from './facts.ts'
import { byGeography, split } from './geography.ts'
import { readAiSdk } from './sources/ai-sdk.ts'
import { genaiIds } from './sources/genai-prices.ts'
import { readPiAi } from './sources/pi-ai.ts'
import { readTokenlens } from './sources/tokenlens.ts'

/** Who lists an id, in the order of `sources`. */
type Listed = ReadonlyMap<string, readonly SourceName[]>

export interface Catalogue {
  /** By bare id. */
  readonly models: Listed
  readonly profiles: Table<ProfileRow>
}

const withoutVersion = (id: string): string => id.replace(/(-v\d+)?(:\d+)*$/, '')

/** A row of genai-prices stands for an id only where nobody else has a better spelling of it. */
const onlyThere = (known: readonly string[]): readonly string[] => {
  const names = new Set(known.map(withoutVersion))
  return genaiIds().filter((id) => !known.includes(id) && !names.has(withoutVersion(id)))
}

/** Every model and inference profile that a source lists. */
export const catalogue = (): Catalogue => {
  const models = new Map<string, SourceName[]>()
  const places = new Map<string, { in: Set<string>; from: Set<SourceName> }>()
  const add = (from: SourceName, called: readonly string[]): void => {
    for (const id of called) {
      const { geography, bareId: written } = split(id)
      const bareId = spellings[written] ?? written
      const by = models.get(bareId) ?? []
      models.set(bareId, by.includes(from) ? by : [...by, from])
      if (geography === 'region') continue
      const place = places.get(bareId) ?? { in: new Set(), from: new Set() }
      if (!place.in.has(geography)) place.from.add(from)
      places.set(bareId, { ...place, in: place.in.add(geography) })
    }
  }
  add('pi-ai', [...readPiAi().keys()])
  add('tokenlens', [...readTokenlens().keys()])
  add('ai-sdk', readAiSdk())
  for (const [from, listed] of Object.entries(ids)) add(from as SourceName, listed)
  add('genai-prices', onlyThere([...models.keys()]))
  for (const { id, in: geographies, from } of profiles)
    add(
      from,
      geographies.map((geography) => `${geography}.${id}`),
    )
  const sorted = [...places].toSorted(([left], [right]) => left.localeCompare(right, 'en'))
  return {
    models,
    profiles: Object.fromEntries(
      sorted.map(([id, row]) => [id, { in: [...row.in].toSorted(byGeography), from: [...row.from] }]),
    ),
  }
}
