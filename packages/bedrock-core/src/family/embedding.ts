import { unreadable } from '../errors/unreadable.ts'
import type { Json, JsonObject } from '../speech/json.ts'
import type { UsageCounts } from '../speech/usage.ts'
import { readList } from './read.ts'

/** How the numbers of an embedding are coded. `binary` and `ubinary` pack eight dimensions into a number. */
export type EmbeddingType = 'float' | 'int8' | 'uint8' | 'binary' | 'ubinary'

/** One value's numbers. */
export type Embedding = readonly number[]

/** What a caller may say of how to embed; each family maps the words to its own. */
export interface EmbedSettings {
  /** What the embeddings are for. Default `document`: what will be searched; ask with `query` for what searches it. */
  readonly inputType?: 'document' | 'query' | 'classification' | 'clustering'
  /** Length of each embedding. Default: the model's own. */
  readonly dimensions?: number
  /** Which end of a text that is too long is cut off. Default: the model's own way, for most a refusal. */
  readonly truncate?: 'none' | 'start' | 'end'
  /** Default `float` alone. */
  readonly embeddingTypes?: readonly EmbeddingType[]
  /** Whether each embedding gets length 1. */
  readonly normalize?: boolean
}

/** An image to embed. */
export interface EmbedImage {
  /** Such as `image/png`. */
  readonly mediaType: string
  readonly base64: string
}

/** One call: values of one kind, no more than the model takes at once. */
export type EmbedRequest = EmbedSettings &
  (
    | { readonly kind: 'text'; readonly values: readonly string[] }
    | { readonly kind: 'image'; readonly values: readonly EmbedImage[] }
  )

/** One group of embedding models. */
export interface EmbedModel {
  /** The start of the bare id; the longest that fits decides. */
  readonly prefix: string
  /** Most texts in one call. */
  readonly texts: number
  /** Most images in one call; absent: none. */
  readonly images?: number
  /** The settings it has. */
  readonly settings: readonly (keyof EmbedSettings)[]
  /** The codings it has. Default: `float`. */
  readonly types?: readonly EmbeddingType[]
}

/** What one answer holds: a list as long as the request's values for each coding. */
export interface Embedded {
  readonly embeddings: Readonly<Partial<Record<EmbeddingType, readonly Embedding[]>>>
  /** What the body says was consumed. */
  readonly usage?: UsageCounts
}

/** How a family's embedding models are spoken to, through InvokeModel. Pure, as a `Format` is. */
export interface EmbedFormat {
  readonly models: readonly EmbedModel[]
  encode(request: EmbedRequest, model: string): JsonObject
  /** Throws `malformed` naming the key that could not be read. */
  decode(body: JsonObject): Embedded
}

/** Tells a list of numbers. */
export const isEmbedding = (value: Json | undefined): value is Embedding =>
  Array.isArray(value) && value.every((number) => typeof number === 'number')

/** A member that lists embeddings. @throws BedrockError `malformed` */
export const readEmbeddings = (from: JsonObject, key: string): readonly Embedding[] => {
  const list = readList(from, key)
  if (list.every(isEmbedding)) return list
  throw unreadable(`"${key}" holds more than numbers`)
}
