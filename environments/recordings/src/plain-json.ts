/** An object of recorded JSON, of which nothing is known yet. */
export type Wire = Record<string, unknown>

export const isWire = (value: unknown): value is Wire =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Each reads what it is asked for, and something empty where there is none. */
export const wire = (value: unknown): Wire => (isWire(value) ? value : {})
export const wires = (value: unknown): Wire[] => (Array.isArray(value) ? value.filter(isWire) : [])
export const text = (value: unknown): string => (typeof value === 'string' ? value : '')
