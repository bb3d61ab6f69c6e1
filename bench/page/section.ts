/** One goal of the project, and what was measured for it. */
export interface Goal {
  readonly name: string
  /** As a reader says it: `at most 5 µs`. */
  readonly wanted: string
  readonly measured: string
  readonly met: boolean
}

/** One table of `docs/benchmarks.md`; cells are written as they are. */
export interface Section {
  readonly title: string
  /** What was measured, and how. */
  readonly note: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly goals?: readonly Goal[]
}

/** How much work to spend. */
export interface Effort {
  /** Shows that everything runs; the figures are worth little. */
  readonly quick: boolean
}

export const atMost = (name: string, limit: number, unit: string, measured: number): Goal => ({
  name,
  wanted: `at most ${figure(limit)} ${unit}`,
  measured: `${figure(measured)} ${unit}`,
  met: measured <= limit,
})

export const atLeast = (name: string, limit: number, unit: string, measured: number): Goal => ({
  name,
  wanted: `at least ${figure(limit)} ${unit}`,
  measured: `${figure(measured)} ${unit}`,
  met: measured >= limit,
})

/** Three digits that count: `0.61`, `9.83`, `17,855`. */
export const figure = (value: number): string =>
  value.toLocaleString('en', value >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 })

/** How many times as much as ours: `3.7`. */
export const times = (theirs: number, ours: number): string => (theirs / ours).toFixed(1)

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
