import { BedrockError } from '../errors/bedrock-error.ts'
import { Batches } from './batches.ts'
import type { UIChunk } from './chunk.ts'

/** A batch is one write: small enough to be shown at once, large enough to spare system calls. */
const mostPerWrite = 256

const comment = ': keep-alive\n\n'

/** Deltas of one block that arrived together are one event. */
const joined = (chunks: readonly UIChunk[]): UIChunk[] => {
  const all: UIChunk[] = []
  for (const chunk of chunks) {
    const last = all.at(-1)
    if (chunk.type === 'text-delta' && last?.type === 'text-delta' && last.id === chunk.id)
      all[all.length - 1] = { ...last, delta: last.delta + chunk.delta }
    else if (chunk.type === 'reasoning-delta' && last?.type === 'reasoning-delta' && last.id === chunk.id)
      all[all.length - 1] = { ...last, delta: last.delta + chunk.delta }
    else if (
      chunk.type === 'tool-input-delta' &&
      last?.type === 'tool-input-delta' &&
      last.toolCallId === chunk.toolCallId
    )
      all[all.length - 1] = { ...last, inputTextDelta: last.inputTextDelta + chunk.inputTextDelta }
    else all.push(chunk)
  }
  return all
}

export interface EventStreamOptions<Value> {
  readonly chunksOf: (value: Value) => readonly UIChunk[]
  readonly chunksOfFailure: (cause: unknown) => readonly UIChunk[]
  /** Milliseconds between comments while the source is silent. */
  readonly heartbeatMs: number
  /** Stands before the number in every event's `id`: `<streamId>:<n>`. */
  readonly streamId: string | undefined
}

/**
 * Server-sent events, made as they are read: a browser that stops reading stops the source, one that leaves ends it.
 * Every event has an `id` that ends with its number, counted from 1; the last is `[DONE]`.
 */
export const eventStream = <Value>(
  values: AsyncIterable<Value>,
  options: EventStreamOptions<Value>,
): ReadableStream<Uint8Array<ArrayBuffer>> => {
  const { chunksOf, chunksOfFailure, heartbeatMs, streamId } = options
  const before = streamId === undefined ? '' : `${streamId}:`
  const batches = new Batches(values)
  const encoder = new TextEncoder()
  let number = 0
  let left = false
  let beat: ReturnType<typeof setInterval> | undefined
  const event = (data: string): string => `id: ${before}${++number}\ndata: ${data}\n\n`
  const write = async (controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>): Promise<void> => {
    for (;;) {
      let { values: batch, ended, failure } = await batches.next(mostPerWrite)
      if (left) return
      const chunks: UIChunk[] = []
      try {
        for (const value of batch) chunks.push(...chunksOf(value))
      } catch (cause) {
        // What a part says has failed is told as any failure; a callback that throws is not ours to word.
        if (!BedrockError.is(cause)) throw cause
        batches.leave()
        failure = { cause }
        ended = true
      }
      const told = [...joined(chunks), ...(failure === undefined ? [] : chunksOfFailure(failure.cause))]
      const text = told.map((chunk) => event(JSON.stringify(chunk))).join('') + (ended ? event('[DONE]') : '')
      if (text !== '') controller.enqueue(encoder.encode(text))
      if (ended) controller.close()
      if (text !== '' || ended) return
    }
  }
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      beat = setInterval(() => {
        if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(comment))
      }, heartbeatMs)
      try {
        await write(controller)
      } catch (cause) {
        batches.leave()
        throw cause
      } finally {
        clearInterval(beat)
      }
    },
    cancel() {
      left = true
      clearInterval(beat)
      batches.leave()
    },
  })
}
