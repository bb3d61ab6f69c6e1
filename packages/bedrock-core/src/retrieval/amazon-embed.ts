import { BedrockError } from '../errors/bedrock-error.ts'
import { type Embedded, type Embedding, type EmbedFormat, type EmbedRequest, isEmbedding } from '../family/embedding.ts'
import { maybeNumber, maybeObject, objectsOf } from '../family/read.ts'
import type { Json, JsonObject } from '../speech/json.ts'

/** Writes one value: none of these models takes more in a call. */
type Writer = (request: EmbedRequest) => JsonObject

const textIn = (request: EmbedRequest): string | undefined => (request.kind === 'text' ? request.values[0] : undefined)

const text: Writer = ({ dimensions, normalize, embeddingTypes, ...request }) => ({
  inputText: request.kind === 'text' ? request.values[0] : undefined,
  dimensions,
  normalize,
  embeddingTypes,
})

const image: Writer = (request) => ({
  inputText: textIn(request),
  inputImage: request.kind === 'image' ? request.values[0]?.base64 : undefined,
  embeddingConfig: request.dimensions === undefined ? undefined : { outputEmbeddingLength: request.dimensions },
})

const purposes = {
  document: 'GENERIC_INDEX',
  query: 'GENERIC_RETRIEVAL',
  classification: 'CLASSIFICATION',
  clustering: 'CLUSTERING',
} as const

const multimodal: Writer = (request) => {
  const { inputType = 'document', truncate = 'none', dimensions } = request
  const [picture] = request.kind === 'image' ? request.values : []
  return {
    taskType: 'SINGLE_EMBEDDING',
    singleEmbeddingParams: {
      embeddingPurpose: purposes[inputType],
      embeddingDimension: dimensions,
      ...(picture === undefined
        ? { text: { truncationMode: truncate.toUpperCase(), value: textIn(request) } }
        : { image: { format: picture.mediaType.slice('image/'.length), source: { bytes: picture.base64 } } }),
    },
  }
}

/** By the start of the bare id, the longest first. Sources: AWS's page on each model; recordings of all but images. */
const models = [
  {
    prefix: 'amazon.titan-embed-text-v2',
    settings: ['dimensions', 'normalize', 'embeddingTypes'],
    types: ['float', 'binary'],
    write: text,
  },
  { prefix: 'amazon.titan-embed-image-', images: 1, settings: ['dimensions'], write: image },
  { prefix: 'amazon.titan-embed-', settings: [], write: text },
  {
    prefix: 'amazon.nova-2-multimodal-embeddings-',
    images: 1,
    settings: ['inputType', 'truncate', 'dimensions'],
    write: multimodal,
  },
] as const

const isVector = (value: Json | undefined): value is Embedding => isEmbedding(value) && value.length > 0

/** Three places: by coding (text v2), alone, or in a list of what was embedded (multimodal). */
const vectorsIn = (body: JsonObject): Readonly<Record<string, readonly Embedding[]>> => {
  const byType = maybeObject(body, 'embeddingsByType') ?? {}
  const codings = Object.entries(byType).flatMap(([type, vector]) => (isVector(vector) ? [[type, [vector]]] : []))
  if (codings.length > 0) return Object.fromEntries(codings)
  const { embedding } = body
  if (isVector(embedding)) return { float: [embedding] }
  const listed = objectsOf(body, 'embeddings').flatMap((each) =>
    isVector(each['embedding']) ? [each['embedding']] : [],
  )
  return listed.length === 0 ? {} : { float: listed }
}

const decode = (body: JsonObject): Embedded => {
  const embeddings = vectorsIn(body)
  if (Object.keys(embeddings).length === 0)
    throw new BedrockError(
      'malformed',
      'The embedding could not be read: neither "embedding" nor "embeddings" holds numbers. Update this package, or report the request id.',
    )
  const inputTokens = maybeNumber(body, 'inputTextTokenCount')
  return { embeddings, ...(inputTokens === undefined ? {} : { usage: { inputTokens } }) }
}

/** Titan's and Nova's embedding models on InvokeModel. */
export const amazonEmbed: EmbedFormat = {
  models: models.map(({ write: _write, ...model }) => ({ texts: 1, ...model })),
  encode: (request, model) => (models.find(({ prefix }) => model.startsWith(prefix))?.write ?? text)(request),
  decode,
}
