import { type RerankFormat, readRanked } from '../family/reranking.ts'

/** Amazon Rerank on InvokeModel. No recording shows it; the form is that of AWS's reranking examples. */
export const amazonRerank: RerankFormat = {
  prefixes: ['amazon.rerank-'],
  encode: ({ query, documents, topN }) => ({ query, documents, top_n: topN }),
  decode: readRanked,
}
