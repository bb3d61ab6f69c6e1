import type { JsonObject } from '../speech/json.ts'
import { objectsOf, readList, readNumber } from './read.ts'

/** Documents to put in order by how well they answer a query. */
export interface RerankRequest {
  readonly query: string
  readonly documents: readonly string[]
  /** How many of the best are given back. Default: all. */
  readonly topN?: number
}

/** A document's place in the request, and how relevant it is: from 0 to 1. */
export interface Ranked {
  readonly index: number
  readonly score: number
}

/** How a family's reranking models are spoken to, through InvokeModel. Pure, as a `Format` is. */
export interface RerankFormat {
  /** Starts of bare ids. */
  readonly prefixes: readonly string[]
  encode(request: RerankRequest, model: string): JsonObject
  /** Throws `malformed` naming the key that could not be read. */
  decode(body: JsonObject): readonly Ranked[]
}

/** What Amazon's and Cohere's models answer alike: `results`, the best first. @throws BedrockError `malformed` */
export const readRanked = (body: JsonObject): readonly Ranked[] => {
  readList(body, 'results')
  return objectsOf(body, 'results').map((result) => ({
    index: readNumber(result, 'index'),
    score: readNumber(result, 'relevance_score'),
  }))
}
