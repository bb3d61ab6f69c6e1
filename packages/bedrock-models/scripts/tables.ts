import type { ModelRow, PriceRow, ProfileRow, Table } from '../src/row.ts'
import { catalogue } from './catalogue.ts'
import { spellings } from './facts.ts'
import { modelRow } from './model-rows.ts'
import { pricesOf } from './prices.ts'

/** The name that people say: without vendor, day and version. */
const shortName = (bareId: string): string =>
  bareId
    .slice(bareId.indexOf('.') + 1)
    .replace(/(-v\d+)?(:\d+)*$/, '')
    .replace(/-\d{8}$/, '')
    .replace(/-instruct$/, '')

/** Names that mean one model alone. */
const aliasesOf = (ids: readonly string[]): Table<string> => {
  const names = ids.map(shortName)
  const short = ids.flatMap((id): [string, string][] => {
    const name = shortName(id)
    return names.indexOf(name) !== names.lastIndexOf(name) || ids.includes(name) ? [] : [[name, id]]
  })
  const vendors = short.flatMap(([name, id]): [string, string][] => {
    const alias = `${id.slice(0, id.indexOf('.'))}.${name}`
    return ids.includes(alias) ? [] : [[alias, id]]
  })
  return Object.fromEntries([...short, ...vendors, ...Object.entries(spellings)].toSorted())
}

const isPriced = ({ kind }: ModelRow): boolean => kind !== 'speech'

export interface Tables {
  readonly models: Table<ModelRow>
  readonly profiles: Table<ProfileRow>
  readonly prices: Table<readonly PriceRow[]>
  readonly aliases: Table<string>
}

/** All tables, from the installed sources and the facts kept by hand. */
export const makeTables = (): Tables => {
  const { models: listed, profiles } = catalogue()
  const ids = [...listed.keys()].toSorted((left, right) => left.localeCompare(right, 'en'))
  const inOf = (id: string): readonly string[] => profiles[id]?.in ?? []
  const models = ids.map((id): [string, ModelRow] => [id, modelRow(id, inOf(id), listed.get(id) ?? [])])
  const prices = models.flatMap(([id, row]): [string, readonly PriceRow[]][] => {
    // Speech is billed by tokens of audio, which an answer's usage does not tell apart.
    const found = isPriced(row) ? pricesOf(id, inOf(id)) : []
    return found.length === 0 ? [] : [[id, found]]
  })
  return {
    models: Object.fromEntries(models),
    profiles,
    prices: Object.fromEntries(prices),
    aliases: aliasesOf(ids),
  }
}

/** One row to a line, so that a change of one model is a change of one line. */
export const print = (table: Table<unknown>): string => {
  const lines = Object.entries(table).map(([key, row]) => `  ${JSON.stringify(key)}: ${JSON.stringify(row)}`)
  return `{\n${lines.join(',\n')}\n}\n`
}
