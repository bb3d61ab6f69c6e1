import { BedrockError } from '../errors/bedrock-error.ts'
import { batchesOf } from './batches.ts'
import type { UIChunk } from './chunk.ts'

/** A batch is one write: small enough to be shown at once, large enough to spare system calls. */
const mostPerWrite = 256

/** The event after an answer's last. */
export const done = '[DONE]'

/** Deltas of one block that arrived together are one event. */
const joined = (chunks: readonly UIChunk[]): UIChunk[] => {
  const all: UIChunk[] = []
  for (const chunk of chunks) {
    const last = all.at(-1)
    if (last?.type !== chunk.type) all.push(chunk)
    else if ('delta' in chunk && 'delta' in last && last.id === chunk.id)
      all[all.length - 1] = { ...last, delta: last.delta + chunk.delta }
    else if ('inputTextDelta' in chunk && 'inputTextDelta' in last && last.toolCallId === chunk.toolCallId)
      all[all.length - 1] = { ...last, inputTextDelta: last.inputTextDelta + chunk.inputTextDelta }
    else all.push(chunk)
  }
  return all
}

/** Events that are written at once: the data of each. */
export interface EventBatch {
  readonly events: readonly string[]
  readonly ended: boolean
}

export interface EventBatches {
  next(): Promise<EventBatch>
  /** Tells the source that nobody reads on, even while a value is being waited for. */
  leave(): void
}

/** An answer as the data of events, made as they are asked for; the last is `[DONE]`. */
export const eventBatches = <Value>(
  values: AsyncIterable<Value>,
  chunksOf: (value: Value) => readonly UIChunk[],
  chunksOfFailure: (cause: unknown) => readonly UIChunk[],
): EventBatches => {
  const batches = batchesOf(values)
  const leave = (): void => batches.leave()
  return {
    async next() {
      for (;;) {
        let { values: batch, ended, failure } = await batches.next(mostPerWrite)
        const chunks: UIChunk[] = []
        try {
          for (const value of batch) chunks.push(...chunksOf(value))
        } catch (cause) {
          leave()
          // What a part says has failed is told as any failure; a callback that throws is not ours to word.
          if (!BedrockError.is(cause)) throw cause
          failure = { cause }
          ended = true
        }
        const told = failure === undefined ? joined(chunks) : [...joined(chunks), ...chunksOfFailure(failure.cause)]
        const events = told.map((chunk) => JSON.stringify(chunk))
        if (ended) events.push(done)
        if (events.length > 0) return { events, ended }
      }
    },
    leave,
  }
}
