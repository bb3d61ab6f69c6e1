import { calcPrice, findProvider, type ModelPrice } from '@pydantic/genai-prices'
import type { Rates } from '../../src/row.ts'
import { sources } from '../../src/sources.ts'
import { readSource } from './source.ts'

export interface GenaiPrice {
  readonly context?: number
  readonly rates: Rates
  readonly above?: Rates & { readonly tokens: number }
}

const scoped = /^(global|regional)\./

const nameOf = (id: string): string => id.replace(scoped, '').replace(/(-\d{8})?(-v\d+)?(:\d+)*$/, '')
const versionOf = (id: string): string | undefined => /-v(\d+)(:\d+)*$/.exec(id)?.[1]
const dayOf = (id: string): string | undefined => /-(\d{8})/.exec(id)?.[1]

const agree = (left: string | undefined, right: string | undefined): boolean =>
  left === undefined || right === undefined || left === right

/** Its rows match by parts of names, which also takes in a model's successors: only the same name, day and version count. */
const isSame = (row: string, bareId: string): boolean =>
  nameOf(row) === nameOf(bareId) && agree(versionOf(row), versionOf(bareId)) && agree(dayOf(row), dayOf(bareId))

const part = (price: ModelPrice[string], above: boolean): number | undefined =>
  typeof price === 'object' ? (above ? price.tiers[0]?.price : price.base) : price

const ratesOf = (price: ModelPrice, above = false): Rates => {
  const output = part(price['output_mtok'], above)
  const cacheRead = part(price['cache_read_mtok'], above)
  const short = part(price['cache_write_mtok'], above)
  const long = part(price['cache_write_1h_mtok'], above)
  return {
    input: part(price['input_mtok'], above) ?? 0,
    ...(output === undefined ? {} : { output }),
    ...(cacheRead === undefined ? {} : { cacheRead }),
    ...(short === undefined ? {} : { cacheWrite: { '5m': short, ...(long === undefined ? {} : { '1h': long }) } }),
  }
}

const thresholdOf = (price: ModelPrice): number | undefined =>
  Object.values(price).flatMap((each) => (typeof each === 'object' ? each.tiers : []))[0]?.start

/** What it would charge for an id as called: bare, or under a geography. */
export const genaiPrice = (geography: string, bareId: string): GenaiPrice | undefined => {
  readSource('genai-prices', 'package.json')
  const id = geography === 'region' ? bareId : `${geography}.${bareId}`
  const timestamp = new Date(`${sources['genai-prices'].date}T00:00:00Z`)
  const found = calcPrice({ input_tokens: 1 }, id, { providerId: 'aws', timestamp })
  if (!found || !isSame(found.model.id, bareId) || found.model_price['input_mtok'] === undefined) return undefined
  const [, scope] = scoped.exec(found.model.id) ?? []
  if (scope !== undefined && (scope === 'global') !== (geography === 'global')) return undefined
  const tokens = thresholdOf(found.model_price)
  const context = found.model.context_window
  return {
    rates: ratesOf(found.model_price),
    ...(context === undefined ? {} : { context }),
    ...(tokens === undefined ? {} : { above: { tokens, ...ratesOf(found.model_price, true) } }),
  }
}

/** Ids of its rows that are told apart neither by geography nor by audio. */
export const genaiIds = (): readonly string[] =>
  (findProvider({ providerId: 'aws' })?.models ?? []).map(({ id }) => id).filter((id) => !scoped.test(id))
