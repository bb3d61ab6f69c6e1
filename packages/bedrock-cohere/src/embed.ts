import {
  BedrockError,
  type EmbedFormat,
  isJsonObject,
  type Json,
  type JsonObject,
  type ResponseHeaders,
} from '@x/bedrock-core/family'

/** Options of Cohere's embedding models. */
export type CohereEmbedOptions = {
  /** What the embeddings are for; `search_document` unless given. */
  readonly inputType?: 'search_document' | 'search_query' | 'classification' | 'clustering'
  /** Which end of a text that is too long is cut off; by default the service refuses it. */
  readonly truncate?: 'none' | 'start' | 'end'
  /** Numbers per embedding: 256, 512, 1024 or 1536. Embed v4 alone. */
  readonly outputDimension?: number
  /** Most tokens that are read of one value. Embed v4 alone. */
  readonly maxTokens?: number
  /** How the numbers are coded; `float` unless given. */
  readonly embeddingType?: 'float' | 'int8' | 'uint8' | 'binary' | 'ubinary'
  /** The values are images, as `data:` URIs. Embed v3 takes one a call. */
  readonly images?: boolean
}

/** v3 names ends, v4 sides. Sources: AWS's pages on each. */
const cuts: Readonly<Record<'v3' | 'v4', Readonly<Record<string, string>>>> = {
  v3: { none: 'NONE', start: 'START', end: 'END' },
  v4: { none: 'NONE', start: 'LEFT', end: 'RIGHT' },
}
const onlyV4 = ['outputDimension', 'maxTokens'] as const
const known = ['inputType', 'truncate', 'embeddingType', 'images', ...onlyV4] as const

const refuse = (message: string): never => {
  throw new BedrockError('invalid-argument', message)
}

const check = (options: JsonObject, model: string, version: 'v3' | 'v4'): void => {
  const names: readonly string[] = known
  const unknown = Object.keys(options).find((name) => !names.includes(name))
  if (unknown !== undefined)
    refuse(`Cohere's embedding models have no option "${unknown}". They have ${known.join(', ')}.`)
  const newer = version === 'v3' ? onlyV4.find((name) => options[name] !== undefined) : undefined
  if (newer !== undefined) refuse(`"${model}" has no option "${newer}"; Embed v4 has. Leave it out.`)
}

const encode = (values: readonly string[], model: string, options: JsonObject): JsonObject => {
  const version = /embed-v4/.test(model) ? 'v4' : 'v3'
  check(options, model, version)
  const { inputType, truncate, embeddingType, outputDimension, maxTokens, images } = options
  if (images === true && version === 'v3' && values.length > 1)
    refuse(`"${model}" takes one image a call and was given ${values.length}. Ask for each by itself.`)
  return {
    [images === true ? 'images' : 'texts']: values,
    input_type: inputType ?? (images === true && version === 'v3' ? 'image' : 'search_document'),
    truncate: typeof truncate === 'string' ? cuts[version][truncate] : undefined,
    embedding_types: embeddingType === undefined ? undefined : [embeddingType],
    output_dimension: outputDimension,
    max_tokens: maxTokens,
  }
}

const isVector = (value: Json): value is readonly number[] =>
  Array.isArray(value) && value.every((number) => typeof number === 'number')

/** v3 gives a list, v4 and whoever asks for a type an object of lists. */
const decode = (
  body: JsonObject,
  headers: ResponseHeaders,
): { embeddings: readonly (readonly number[])[]; inputTokens?: number } => {
  const { embeddings } = body
  const list = isJsonObject(embeddings) ? Object.values(embeddings).find(Array.isArray) : embeddings
  if (!Array.isArray(list) || !list.every(isVector))
    throw new BedrockError(
      'malformed',
      'The embeddings could not be read: "embeddings" is not a list of lists of numbers. Update this package, or report the request id.',
    )
  const inputTokens = Number(headers['x-amzn-bedrock-input-token-count'] ?? Number.NaN)
  return { embeddings: list, ...(Number.isFinite(inputTokens) ? { inputTokens } : {}) }
}

/** Embed v3 and v4 on InvokeModel, 96 values a call (AWS's page on Embed v4). */
export const embed: EmbedFormat = { prefixes: ['cohere.embed-'], batch: 96, encode, decode }
