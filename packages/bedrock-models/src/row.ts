import type { SourceName } from './sources.ts'

/** What a model may be able to do. */
export const capabilityNames = [
  'tools',
  /** Answers in pieces while tools are offered. */
  'toolStreaming',
  /** Can be held to a tool's schema. */
  'strictTools',
  /** Can be held to a JSON Schema for its answer. */
  'structuredOutput',
  'images',
  'documents',
  'audio',
  'video',
  'reasoning',
  'cache',
  'citations',
] as const

export type Capability = (typeof capabilityNames)[number]
export type ModelKind = 'chat' | 'embedding' | 'reranking' | 'speech'

/** One model in the table. What no source says is absent. */
export interface ModelRow {
  readonly kind: ModelKind
  /** In tokens. */
  readonly context?: number
  /** Most tokens of an answer. */
  readonly output?: number
  readonly can?: readonly Capability[]
  readonly cannot?: readonly Capability[]
  /** False: answers only under an inference profile. True: seen to answer by its bare id. */
  readonly onDemand?: boolean
  readonly from: readonly SourceName[]
}

/** US dollars for a million tokens. */
export interface Rates {
  readonly input: number
  readonly output?: number
  readonly cacheRead?: number
  /** By time to live. */
  readonly cacheWrite?: Readonly<Partial<Record<'5m' | '1h', number>>>
}

/** One price of one model. */
export interface PriceRow extends Rates {
  /** The geographies it holds for; `region` is the bare id, called in the region. */
  readonly in: readonly string[]
  /** What all tokens cost once the input, caches included, has more than `tokens` tokens. */
  readonly above?: Rates & { readonly tokens: number }
  readonly from: readonly SourceName[]
}

/** The geographies under which a model has an inference profile. */
export interface ProfileRow {
  readonly in: readonly string[]
  readonly from: readonly SourceName[]
}

export type Table<Row> = Readonly<Record<string, Row>>
