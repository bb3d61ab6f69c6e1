import { objectsOf, readList, readNumber } from '../family/read.ts'
import type { RerankFormat } from '../family/reranking.ts'

/** Amazon Rerank on InvokeModel. No recording shows it; the form is that of AWS's reranking examples. */
export const amazonRerank: RerankFormat = {
  prefixes: ['amazon.rerank-'],
  encode: ({ query, documents, topN }) => ({ query, documents, top_n: topN }),
  decode: (body) => {
    readList(body, 'results')
    return objectsOf(body, 'results').map((result) => ({
      index: readNumber(result, 'index'),
      score: readNumber(result, 'relevance_score'),
    }))
  },
}
