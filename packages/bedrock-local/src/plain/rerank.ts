import { type Json, maybeNumber, maybeText } from '@x/bedrock-core/family'
import { checkBody, malformedRequest } from '../dialects/schema.ts'
import type { About, PlainAnswer } from './plain-answer.ts'
import { coverage } from './words.ts'

/** Ranks documents by how many of the query's words they hold, the best first. No tokens are counted (recorded). */
export const rerankDocuments =
  (required: readonly string[]) =>
  ({ body, settings, startedAt }: About): PlainAnswer => {
    checkBody(body, { required })
    const { documents } = body
    if (!Array.isArray(documents) || documents.length === 0)
      throw malformedRequest('#/documents: expected minimum item count: 1, found: 0')
    const query = maybeText(body, 'query') ?? ''
    const results = documents
      .map((document: Json, index) => ({
        index,
        relevance_score: coverage(query, typeof document === 'string' ? document : JSON.stringify(document)),
      }))
      .toSorted((left, right) => right.relevance_score - left.relevance_score)
    return {
      body: { results: results.slice(0, maybeNumber(body, 'top_n') ?? results.length) },
      counts: { latencyMs: settings.now() - startedAt },
    }
  }
