import type { EmbedFormat } from './embedding.ts'
import type { Feature } from './feature.ts'
import type { Format } from './format.ts'
import type { RerankFormat } from './reranking.ts'

/** A quirk: models whose bare id starts with `models` lack these features, in one format or in all. */
export interface Exception {
  readonly models: string
  readonly lacks: readonly Feature[]
  readonly format?: string
}

/** Rows of models whose ids begin alike: starts behind `prefix`, what they lack, and in which format. */
export const exceptionsOf = (
  prefix: string,
  rows: readonly (readonly [starts: readonly string[], lacks: readonly Feature[], format?: string])[],
): Exception[] =>
  rows.flatMap(([starts, lacks, format]) =>
    starts.map((start) => ({ models: prefix + start, lacks, ...(format && { format }) })),
  )

/** Which format goes before the others when a prompt needs something that several of them carry. */
export interface Preference {
  readonly need: Feature
  readonly format: string
}

/**
 * A model family: a value, not a class. `Options` are its own call options, `Known` the ids an editor offers (types only,
 * never a gate).
 */
export interface Family<
  Name extends string = string,
  Prefix extends string = string,
  Options extends object = object,
  Known extends string = string,
> {
  readonly name: Name
  /** Starts of bare model ids, such as `writer.palmyra-`. The same strings give the run-time match and the type. */
  readonly prefixes: readonly Prefix[]
  /** In order of preference. */
  readonly formats: readonly Format<Options>[]
  readonly except?: readonly Exception[]
  /** Where the order of `formats` is not that of every prompt; the first row that applies decides. */
  readonly prefer?: readonly Preference[]
  readonly embed?: EmbedFormat
  readonly rerank?: RerankFormat
  readonly '~types'?: { readonly known: Known; readonly options: Options }
}

/** Any family, its options forgotten. Sound because formats take their prompt through methods, which TypeScript compares both ways. */
export type AnyFamily = Family
