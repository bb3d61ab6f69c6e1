import {
  BedrockError,
  type Embedded,
  type Embedding,
  type EmbeddingType,
  type EmbedFormat,
  type EmbedModel,
  type EmbedRequest,
  isJsonObject,
  type Json,
  type JsonObject,
} from '@x/bedrock-core/family'

const types: readonly EmbeddingType[] = ['float', 'int8', 'uint8', 'binary', 'ubinary']

const v4 = 'cohere.embed-v4'

/** AWS's pages on Embed v4 and v3. */
const models: readonly EmbedModel[] = [
  { prefix: v4, texts: 96, images: 96, settings: ['inputType', 'dimensions', 'truncate', 'embeddingTypes'], types },
  { prefix: 'cohere.embed-', texts: 96, images: 1, settings: ['inputType', 'truncate', 'embeddingTypes'], types },
]

const inputTypes = {
  document: 'search_document',
  query: 'search_query',
  classification: 'classification',
  clustering: 'clustering',
} as const

/** v4 names sides, v3 ends. */
const cuts = {
  v4: { none: 'NONE', start: 'LEFT', end: 'RIGHT' },
  v3: { none: 'NONE', start: 'START', end: 'END' },
} as const

const valuesOf = (request: EmbedRequest): JsonObject =>
  request.kind === 'text'
    ? { texts: request.values }
    : { images: request.values.map(({ mediaType, base64 }) => `data:${mediaType};base64,${base64}`) }

const encode = (request: EmbedRequest, model: string): JsonObject => {
  const version = model.startsWith(v4) ? 'v4' : 'v3'
  const { kind, inputType = 'document', truncate, embeddingTypes, dimensions } = request
  return {
    ...valuesOf(request),
    // v3 has a word of its own for images, and no other goes with them.
    input_type: kind === 'image' && version === 'v3' ? 'image' : inputTypes[inputType],
    truncate: truncate && cuts[version][truncate],
    embedding_types: embeddingTypes,
    output_dimension: dimensions,
  }
}

const isEmbedding = (value: Json): value is Embedding =>
  Array.isArray(value) && value.every((number) => typeof number === 'number')

const embeddingsOf = (list: Json | undefined): readonly Embedding[] => {
  if (Array.isArray(list) && list.every(isEmbedding)) return list
  throw new BedrockError(
    'malformed',
    'The embeddings could not be read: "embeddings" holds no list of lists of numbers. Update this package, or report the request id.',
  )
}

/** v3 gives a list, v4 and whoever asks for codings an object of lists (recorded). */
const decode = ({ embeddings }: JsonObject): Embedded => {
  if (!isJsonObject(embeddings)) return { embeddings: { float: embeddingsOf(embeddings) } }
  const given = types.filter((type) => embeddings[type] !== undefined && embeddings[type] !== null)
  if (given.length === 0) return { embeddings: { float: embeddingsOf(undefined) } }
  return { embeddings: Object.fromEntries(given.map((type) => [type, embeddingsOf(embeddings[type])])) }
}

/** Embed v3 and v4 on InvokeModel. Neither body counts: the tokens are in the headers (recorded). */
export const embed: EmbedFormat = { models, encode, decode }
