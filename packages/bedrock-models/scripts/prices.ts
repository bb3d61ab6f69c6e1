import type { PriceRow, Rates } from '../src/row.ts'
import { byGeography } from './geography.ts'
import { genaiPrice } from './sources/genai-prices.ts'
import { type PiModel, readPiAi } from './sources/pi-ai.ts'
import { readTokenlens } from './sources/tokenlens.ts'

type Found = Omit<PriceRow, 'in'>
type PiCost = PiModel['cost']

/** Zero stands for "none" and for "not known" there, so it says nothing. */
const ratesOfPi = ({ input, output, cacheRead, cacheWrite }: Omit<PiCost, 'tiers'>): Rates => ({
  input,
  output,
  ...(cacheRead > 0 ? { cacheRead } : {}),
  ...(cacheWrite > 0 ? { cacheWrite: { '5m': cacheWrite } } : {}),
})

const fromPi = (cost: PiCost): Found => {
  const tier = cost.tiers?.[0]
  return {
    ...ratesOfPi(cost),
    ...(tier === undefined ? {} : { above: { tokens: tier.inputTokensAbove, ...ratesOfPi(tier) } }),
    from: ['pi-ai'],
  }
}

/** pi-ai gives bare ids of some models the price of the global endpoint; in the region they cost what a geography costs. */
const isGlobal = (bareId: string, profiles: readonly string[], cost: PiCost): boolean => {
  const costs = (geography: string): number | undefined => readPiAi().get(`${geography}.${bareId}`)?.cost.input
  return (
    costs('global') === cost.input &&
    profiles.some((geography) => geography !== 'global' && (costs(geography) ?? 0) > cost.input)
  )
}

const fromLens = (bareId: string): Found | undefined => {
  const cost = readTokenlens().get(bareId)?.cost
  if (cost === undefined) return undefined
  const { input, output, cache_read: cacheRead = 0, cache_write: cacheWrite = 0 } = cost
  return { ...ratesOfPi({ input, output, cacheRead, cacheWrite }), from: ['tokenlens'] }
}

/**
 * One price. In the region genai-prices comes first, under a geography too, but where the newer pi-ai contradicts it there;
 * the stale list is asked last.
 */
const priceIn = (geography: string, bareId: string, profiles: readonly string[]): Found | undefined => {
  const { above, rates } = genaiPrice(geography, bareId) ?? {}
  const genai: Found | undefined = rates && {
    ...rates,
    ...(above === undefined ? {} : { above }),
    from: ['genai-prices'],
  }
  const cost = readPiAi().get(geography === 'region' ? bareId : `${geography}.${bareId}`)?.cost
  if (genai && (geography === 'region' || !cost || (cost.input === genai.input && cost.output === genai.output)))
    return genai
  if (cost) return geography === 'region' && isGlobal(bareId, profiles, cost) ? undefined : fromPi(cost)
  return fromLens(bareId)
}

const livesLonger = /^anthropic\.claude-(?!v2|instant|3-)/

/** An hour in Claude's cache costs twice the input. */
const withHour = (bareId: string, rates: Rates): Rates => {
  const write = rates.cacheWrite
  return write === undefined || write['1h'] !== undefined
    ? rates
    : livesLonger.test(bareId)
      ? { ...rates, cacheWrite: { ...write, '1h': Number((rates.input * 2).toPrecision(12)) } }
      : rates
}

const complete = (bareId: string, found: Found): Found => {
  const hour = withHour(bareId, found)
  return {
    ...found,
    ...hour,
    ...(found.above === undefined ? {} : { above: { ...found.above, ...withHour(bareId, found.above) } }),
    from: hour === found ? found.from : [...found.from, 'anthropic'],
  }
}

/** Every price of one model, each with the geographies it holds for. */
export const pricesOf = (bareId: string, profiles: readonly string[]): readonly PriceRow[] => {
  const rows = new Map<string, { readonly found: Found; readonly in: string[] }>()
  const geographies = ['region', ...profiles].toSorted(byGeography)
  for (const geography of geographies) {
    const price = priceIn(geography, bareId, profiles)
    if (price === undefined) continue
    const found = complete(bareId, price)
    const key = JSON.stringify(found)
    const row = rows.get(key) ?? { found, in: [] }
    row.in.push(geography)
    rows.set(key, row)
  }
  return [...rows.values()].map(({ found, in: held }) => ({ in: held, ...found }))
}
