import { type JsonObject, objectsOf, type RerankFormat, readList, readNumber } from '@x/bedrock-core/family'

/** Options of Cohere's reranking models. */
export type CohereRerankOptions = {
  /** How many of the best documents are given back; all unless given. */
  readonly topN?: number
}

/** `api_version` must be 2 or more (AWS's page on Rerank 3.5; recorded so). */
const encode = (query: string, documents: readonly string[], _model: string, options: JsonObject): JsonObject => ({
  query,
  documents,
  top_n: options['topN'],
  api_version: 2,
})

/** Rerank 3.5 on InvokeModel: the best first, scores from 0 to 1. */
export const rerank: RerankFormat = {
  prefixes: ['cohere.rerank-'],
  encode,
  decode: (body) => {
    readList(body, 'results')
    const results = objectsOf(body, 'results')
    return {
      results: results.map((result) => ({
        index: readNumber(result, 'index'),
        score: readNumber(result, 'relevance_score'),
      })),
      raw: body,
    }
  },
}
