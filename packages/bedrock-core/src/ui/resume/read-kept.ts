import { BedrockError } from '../../errors/bedrock-error.ts'
import { done } from '../answer-events.ts'
import type { Batches } from '../batches.ts'
import { eventStream } from '../event-stream.ts'
import { failureChunks } from '../failure-chunks.ts'
import type { StreamName, StreamPage, StreamStore } from './stream-store.ts'

/** Not `truncated`: asking again would bring no more. */
const lost = (): BedrockError =>
  new BedrockError('server-error', 'The server that made this answer has gone. Try again.', { retryable: true })

const lastWords = (): readonly string[] => [...failureChunks(lost(), {}).map((chunk) => JSON.stringify(chunk)), done]

/**
 * A kept answer after the event of that number, to its end. Where its maker has gone, an error with a code is its end. A store
 * that fails breaks the connection off, so that the browser asks again.
 */
export const readKept = (
  store: StreamStore,
  stream: StreamName,
  after: number,
  heartbeatMs: number | undefined,
  first?: StreamPage,
): ReadableStream<Uint8Array<ArrayBuffer>> => {
  const leaving = new AbortController()
  let page = first
  let number = after
  const next: Batches<readonly string[]>['next'] = async () => {
    for (;;) {
      const { state, last, events } = page ?? (await store.read(stream, number, leaving.signal))
      page = undefined
      number += events.length
      if (number >= last && state === 'ended') return [events, true]
      if (number >= last && state !== 'open') return [[...events, ...lastWords()], true]
      if (events.length > 0 || leaving.signal.aborted) return [events, false]
    }
  }
  return eventStream({ next, leave: () => leaving.abort() }, { streamId: stream.streamId, after, heartbeatMs })
}
