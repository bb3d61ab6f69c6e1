import priceData from './data/prices.json' with { type: 'json' }
import { resolveModel } from './resolve.ts'
import type { PriceRow, Table } from './row.ts'

const rows = priceData as Table<readonly PriceRow[]>

/** List prices of a model, in US dollars for a million tokens, by how it is called; none where none is known. */
export const pricesOf = (spec: string): readonly PriceRow[] => {
  const { bareId } = resolveModel(spec)
  return Object.hasOwn(rows, bareId) ? (rows[bareId] ?? []) : []
}

/** The price of a model as it is called: a geography has its own, and the bare id that of the region. */
export const priceRow = (bareId: string, geography = 'region'): PriceRow | undefined =>
  pricesOf(bareId).find((row) => row.in.includes(geography))
