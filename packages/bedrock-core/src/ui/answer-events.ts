import type { AnswerPart } from './answer-part.ts'
import { type Batches, batchesOf } from './batches.ts'
import type { UIChunk } from './chunk.ts'
import { type ChunkOptions, chunksOfParts } from './chunks-of-part.ts'
import { type FailureOptions, failureChunks } from './failure-chunks.ts'

/** The event after an answer's last. */
export const done = '[DONE]'

/** As much of an event as tells what grows by it. */
interface Growing {
  readonly type: string
  readonly id?: string
  readonly toolCallId?: string
  delta?: string
  inputTextDelta?: string
}

/** Adds events, which are nobody else's. Deltas of one block that arrived together are one. */
const add = (told: UIChunk[], chunks: readonly UIChunk[]): void => {
  for (const chunk of chunks) {
    const last: Growing | undefined = told.at(-1)
    const key = 'delta' in chunk ? 'delta' : 'inputTextDelta'
    const { type, id, toolCallId, [key]: delta }: Growing = chunk
    if (delta !== undefined && last?.type === type && last.id === id && last.toolCallId === toolCallId)
      last[key] += delta
    else told.push(chunk)
  }
}

/** An answer as the data of a browser's events. */
export const answerEvents = (
  answer: AsyncIterable<AnswerPart>,
  options: ChunkOptions & FailureOptions,
): Batches<readonly string[]> => {
  const chunksOf = chunksOfParts(options)
  return batchesOf(
    options.seal?.sealed(answer) ?? answer,
    (told: UIChunk[], part) => add(told, chunksOf(part)),
    (told, cause) => told.push(...failureChunks(cause, options)),
    (told, ended) => [...told.map((chunk) => JSON.stringify(chunk)), ...(ended ? [done] : [])],
  )
}
