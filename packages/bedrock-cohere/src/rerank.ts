import { type RerankFormat, readRanked } from '@x/bedrock-core/family'

/** Rerank 3.5 on InvokeModel: the best first. `api_version` must be 2 or more (AWS's page on Rerank 3.5; recorded so). */
export const rerank: RerankFormat = {
  prefixes: ['cohere.rerank-'],
  encode: ({ query, documents, topN }) => ({ query, documents, top_n: topN, api_version: 2 }),
  decode: readRanked,
}
