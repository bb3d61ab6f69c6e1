import type { UsageCounts } from '@x/bedrock-core/family'
import { priceRow } from './prices.ts'
import { resolveModel } from './resolve.ts'
import type { PriceRow, Rates } from './row.ts'
import { type Source, sources } from './sources.ts'

/** What an answer cost by the list, in US dollars. */
export interface Cost {
  readonly currency: 'USD'
  readonly total: number
  readonly input: number
  readonly output: number
  readonly cacheRead: number
  readonly cacheWrite: number
  /** Parts of `cacheWrite`. */
  readonly cacheWriteByTtl: Readonly<Record<string, number>>
  /** What a million tokens cost. */
  readonly rates: Rates
  /** The day of the price list, ISO 8601. */
  readonly priceDate: string
  readonly sources: readonly Source[]
  /** What calling it this way costs, as a multiple of the global endpoint; absent where that is not known. */
  readonly geographyMultiplier?: number
}

/** A cost, or why there is none. */
export type CostResult =
  | { readonly cost: Cost; readonly reason?: undefined }
  | { readonly cost?: undefined; readonly reason: string }

export interface CostOptions {
  /** `response.metadata.serviceTier`: only the standard tier is in the price list. */
  readonly serviceTier?: string | undefined
  /** `response.metadata.performance`: only standard latency is in the price list. */
  readonly performance?: string | undefined
}

/** What was consumed, each count with the rate it takes. */
interface Item {
  readonly what: string
  readonly tokens: number
  readonly rate: number | undefined
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

const dollars = ({ tokens, rate = 0 }: Item): number => (tokens * rate) / 1_000_000

/** Written tokens by time to live; what no time is said of has the shortest, which is the default. */
const writesOf = ({
  cacheWriteTokens = 0,
  cacheWriteTokensByTtl = {},
}: UsageCounts): Readonly<Record<string, number>> => {
  const rest = cacheWriteTokens - sum(Object.values(cacheWriteTokensByTtl))
  return rest > 0
    ? { ...cacheWriteTokensByTtl, '5m': (cacheWriteTokensByTtl['5m'] ?? 0) + rest }
    : cacheWriteTokensByTtl
}

/** Where the list has a price for reading from the cache and none for writing, what is written counts as input. */
const writeRate = ({ input, cacheRead, cacheWrite }: Rates, ttl: string): number | undefined =>
  cacheWrite === undefined && cacheRead !== undefined ? input : cacheWrite?.[ttl as '5m' | '1h']

const standard: readonly (string | undefined)[] = [undefined, 'default', 'standard']

const onlyRates = ({ input, output, cacheRead, cacheWrite }: Rates): Rates => ({
  input,
  ...(output === undefined ? {} : { output }),
  ...(cacheRead === undefined ? {} : { cacheRead }),
  ...(cacheWrite === undefined ? {} : { cacheWrite }),
})

const bill = (usage: UsageCounts, row: PriceRow, globalInput: number | undefined): CostResult => {
  const inputTokens = usage.billed?.inputTokens ?? usage.inputTokens
  const outputTokens = usage.billed?.outputTokens ?? usage.outputTokens ?? (row.output === undefined ? 0 : undefined)
  if (inputTokens === undefined || outputTokens === undefined)
    return { reason: 'The usage does not say how many tokens there were.' }
  const written = Object.entries(writesOf(usage))
  const read = usage.cacheReadTokens ?? 0
  const all = inputTokens + read + sum(written.map(([, tokens]) => tokens))
  const rates = row.above && all > row.above.tokens ? row.above : row
  const input: Item = { what: 'input', tokens: inputTokens, rate: rates.input }
  const output: Item = { what: 'output', tokens: outputTokens, rate: rates.output }
  const cacheRead: Item = { what: 'reads from a cache', tokens: read, rate: rates.cacheRead }
  const writes = written.map(([ttl, tokens]): [string, Item] => [
    ttl,
    { what: `writes to a cache for ${ttl}`, tokens, rate: writeRate(rates, ttl) },
  ])
  const items = [input, output, cacheRead, ...writes.map(([, item]) => item)]
  const unpriced = items.find(({ tokens, rate }) => tokens > 0 && rate === undefined)
  if (unpriced) return { reason: `The price list has no price for ${unpriced.what}.` }
  const from = row.from.map((name) => sources[name])
  const cacheWriteByTtl = Object.fromEntries(writes.map(([ttl, item]) => [ttl, dollars(item)]))
  return {
    cost: {
      currency: 'USD',
      total: sum(items.map(dollars)),
      input: dollars(input),
      output: dollars(output),
      cacheRead: dollars(cacheRead),
      cacheWrite: sum(Object.values(cacheWriteByTtl)),
      cacheWriteByTtl,
      rates: onlyRates(rates),
      priceDate: sources[row.from[0] ?? 'aws'].date,
      sources: from,
      ...(globalInput === undefined ? {} : { geographyMultiplier: Number((row.input / globalInput).toPrecision(6)) }),
    },
  }
}

/**
 * What an answer cost by the list: standard tier, standard latency, no discounts; `priceDate` is the list's day. Where
 * something is not known there is a reason in place of a cost, and nothing is estimated.
 *
 * ```ts
 * const { cost: spent, reason } = cost(usage, 'us.anthropic.claude-sonnet-4-5-20250929-v1:0')
 * ```
 */
export const cost = (usage: UsageCounts, model: string, options: CostOptions = {}): CostResult => {
  const { bareId, geography, throughput, known } = resolveModel(model)
  if (!known) return { reason: `"${model}" is not in the table of models.` }
  if (throughput !== undefined) return { reason: 'Provisioned throughput is paid by the hour, not by the token.' }
  for (const said of [options.serviceTier, options.performance])
    if (!standard.includes(said)) return { reason: `The price list has no price for "${said}".` }
  const row = priceRow(bareId, geography)
  const called = geography === undefined ? 'called in the region' : `called under "${geography}"`
  if (row === undefined) return { reason: `The price list has no price for "${bareId}" ${called}.` }
  return bill(usage, row, priceRow(bareId, 'global')?.input)
}
