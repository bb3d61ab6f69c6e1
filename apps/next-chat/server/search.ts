import { embed, embedMany, rerank } from '@x/bedrock-core'
import type { JsonObject } from '@x/bedrock-core/family'
import { bedrock } from './bedrock.ts'
import { cosine } from './cosine.ts'
import { refused, textIn } from './read-json.ts'
import type { Recorder } from './wire/record.ts'

export const embeddingModel = 'cohere.embed-multilingual-v3'
export const rerankModel = 'cohere.rerank-v3-5:0'
export const mostLines = 96
const mostLineCharacters = 500

export interface Question {
  readonly lines: readonly string[]
  readonly query: string
}

/** One line and how well it answers. */
export interface Hit {
  /** Its place among the lines, from 0. */
  readonly line: number
  readonly text: string
  /** Cosine of its embedding and the query's. */
  readonly likeness: number
  /** The reranker's, from 0 to 1. */
  readonly relevance: number
}

export interface Found {
  readonly hits: readonly Hit[]
  readonly dimensions: number
  readonly embedMs: number
  readonly rerankMs: number
  /** Where what went over the wire can be looked at. */
  readonly wire?: string
}

/** @throws BedrockError `invalid-argument` */
export const readQuestion = (body: JsonObject): Question => {
  const lines = textIn(body, 'lines', mostLines * (mostLineCharacters + 1))
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  if (lines.length > mostLines) throw refused(`There are more than ${mostLines} lines.`)
  if (lines.some((line) => line.length > mostLineCharacters))
    throw refused(`A line is longer than ${mostLineCharacters} characters.`)
  return { lines, query: textIn(body, 'query', 300) }
}

const timed = async <Result>(asked: Promise<Result>): Promise<{ readonly result: Result; readonly ms: number }> => {
  const began = performance.now()
  const result = await asked
  return { result, ms: Math.round(performance.now() - began) }
}

/** Every line, by meaning and by a reranker's reading of query and line together. */
export const search = async ({ lines, query }: Question, wire: Recorder, signal: AbortSignal): Promise<Found> => {
  const model = wire.of(bedrock(embeddingModel))
  const embedded = timed(
    Promise.all([
      embedMany({ model, values: lines, inputType: 'document', signal }),
      embed({ model, value: query, inputType: 'query', signal }),
    ]),
  )
  const ranked = timed(rerank({ model: wire.of(bedrock(rerankModel)), query, documents: lines, signal }))
  const [
    {
      result: [many, one],
      ms: embedMs,
    },
    { result, ms: rerankMs },
  ] = await Promise.all([embedded, ranked])
  const relevance = new Map(result.ranking.map(({ index, score }) => [index, score]))
  return {
    hits: lines.map((text, line) => ({
      line,
      text,
      likeness: cosine(many.embeddings[line] ?? [], one.embedding),
      relevance: relevance.get(line) ?? 0,
    })),
    dimensions: one.embedding.length,
    embedMs,
    rerankMs,
    ...(wire.id === undefined ? {} : { wire: wire.id }),
  }
}
