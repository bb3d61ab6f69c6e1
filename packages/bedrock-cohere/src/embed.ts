import {
  type Embedded,
  type EmbeddingType,
  type EmbedFormat,
  type EmbedModel,
  type EmbedRequest,
  isJsonObject,
  type JsonObject,
  readEmbeddings,
} from '@x/bedrock-core/family'

const types: readonly EmbeddingType[] = ['float', 'int8', 'uint8', 'binary', 'ubinary']

const v4 = 'cohere.embed-v4'

const settings = ['inputType', 'truncate', 'embeddingTypes'] as const

/** AWS's pages on Embed v4 and v3. */
const models: readonly EmbedModel[] = [
  { prefix: v4, texts: 96, images: 96, settings: [...settings, 'dimensions'], types },
  { prefix: 'cohere.embed-', texts: 96, images: 1, settings, types },
]

/** Where the wire's word is not ours. */
const purposes: Readonly<Record<string, string>> = { document: 'search_document', query: 'search_query' }

/** v4 names sides, v3 ends. */
const sides: Readonly<Record<string, string>> = { start: 'LEFT', end: 'RIGHT' }

const valuesOf = (request: EmbedRequest): JsonObject =>
  request.kind === 'text'
    ? { texts: request.values }
    : { images: request.values.map(({ mediaType, base64 }) => `data:${mediaType};base64,${base64}`) }

const encode = (request: EmbedRequest, model: string): JsonObject => {
  const isV4 = model.startsWith(v4)
  const { kind, inputType = 'document', truncate, embeddingTypes, dimensions } = request
  return {
    ...valuesOf(request),
    // v3 has a word of its own for images, and no other goes with them.
    input_type: kind === 'image' && !isV4 ? kind : (purposes[inputType] ?? inputType),
    truncate: truncate && ((isV4 && sides[truncate]) || truncate.toUpperCase()),
    embedding_types: embeddingTypes,
    output_dimension: dimensions,
  }
}

/** v3 gives a list, v4 and whoever asks for codings an object of lists (recorded). */
const decode = ({ embeddings }: JsonObject): Embedded => {
  const codings = isJsonObject(embeddings) ? embeddings : { float: embeddings }
  const given = types.filter((type) => (codings[type] ?? null) !== null)
  const read = given.length === 0 ? (['float'] as const) : given
  return { embeddings: Object.fromEntries(read.map((type) => [type, readEmbeddings(codings, type)])) }
}

/** Embed v3 and v4 on InvokeModel. Neither body counts: the tokens are in the headers (recorded). */
export const embed: EmbedFormat = { models, encode, decode }
