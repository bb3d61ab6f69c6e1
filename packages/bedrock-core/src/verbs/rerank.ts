import { connectionOf } from '../client/connection.ts'
import { BedrockError } from '../errors/bedrock-error.ts'
import { checkCount } from '../errors/check-count.ts'
import { bareIdAt } from '../family/model-id.ts'
import type { RerankFormat } from '../family/reranking.ts'
import type { ResponseInfo } from '../speech/generation.ts'
import type { JsonObject } from '../speech/json.ts'
import type { Usage } from '../speech/usage.ts'
import { aroundWhole } from './around-whole.ts'
import { withCaller } from './call.ts'
import { type InvokeOptions, invokeCall } from './invoke.ts'
import { reportsOf, sumUsage } from './sum-usage.ts'

export interface RerankOptions<Document extends string | JsonObject> extends InvokeOptions {
  /** What the documents are held against. */
  readonly query: string
  /** Texts, or objects that the model reads as JSON. */
  readonly documents: readonly Document[]
  /** How many of the best are given back, as far as there are so many. Default: all. */
  readonly topN?: number
}

export interface RerankResult<Document extends string | JsonObject> {
  /** The best first. `index` is the document's place among those given, `score` from 0 to 1. */
  readonly ranking: readonly { readonly index: number; readonly score: number; readonly document: Document }[]
  readonly usage: Usage
  readonly response: ResponseInfo
}

const formatOf = ({ model, baseModel }: InvokeOptions): { format: RerankFormat; bareId: string } => {
  const { family } = model
  for (const prefix of family.rerank?.prefixes ?? []) {
    const bareId = bareIdAt(baseModel ?? model.bareId, prefix)
    if (family.rerank && bareId !== undefined) return { format: family.rerank, bareId }
  }
  throw new BedrockError(
    'unsupported',
    family.rerank === undefined
      ? `Family "${family.name}", which serves "${model.id}", has no reranking models. Add the family that has this one to createBedrock({ families }), or choose another model.`
      : `"${model.id}" is not known as a reranking model of ${family.name} (they start with ${family.rerank.prefixes.join(', ')}). Behind an ARN, name the model: rerank({ baseModel }).`,
  )
}

const rank = async <Document extends string | JsonObject>(
  options: RerankOptions<Document>,
): Promise<RerankResult<Document>> => {
  const { model, query, documents, topN } = options
  const { format, bareId } = formatOf(options)
  if (topN !== undefined) checkCount('topN', topN)
  if (documents.length === 0) return { ranking: [], usage: sumUsage([]), response: { modelId: model.id } }
  const texts = documents.map((document) => (typeof document === 'string' ? document : JSON.stringify(document)))
  const most = topN === undefined ? {} : { topN: Math.min(topN, documents.length) }
  const call = invokeCall(options, format.encode({ query, documents: texts, ...most }, bareId))
  const { body, headers, info } = await withCaller(model.connection, options, (caller) => caller(call))
  const ranking = format.decode(body).map(({ index, score }) => {
    const document = documents[index]
    if (document === undefined)
      throw new BedrockError('malformed', `The model ranked document ${index} of ${documents.length}.`, {
        ...(info.requestId === undefined ? {} : { requestId: info.requestId }),
      })
    return { index, score, document }
  })
  return { ranking, usage: sumUsage([reportsOf(undefined, headers)]), response: { modelId: model.id, ...info } }
}

/**
 * Puts documents in order by how well they answer a query. No documents, no call.
 * @throws BedrockError `unsupported`, `malformed`, or the call's failure
 */
export const rerank = async <const Document extends string | JsonObject>(
  options: RerankOptions<Document>,
): Promise<RerankResult<Document>> => aroundWhole(connectionOf(options.model), { verb: 'rerank', options }, rank)
