import { BedrockError } from '../errors/bedrock-error.ts'
import { isJsonObject, type Json, type JsonObject } from '../speech/json.ts'
import { readChunk } from './check-chunk.ts'
import type { UIChunk } from './chunk.ts'
import { errorFromReply } from './error-response.ts'
import { isErrorCode } from './safe-words.ts'
import { type SseEvent, SseLines } from './sse-lines.ts'

const networkError = (cause: unknown): unknown =>
  BedrockError.is(cause)
    ? cause
    : cause instanceof Error && cause.name === 'AbortError'
      ? new BedrockError('aborted', 'The answer was stopped.', { cause })
      : new BedrockError('network', 'The connection broke while the answer came. Check the network and try again.', {
          cause,
        })

/** What `data-error` said before `error`: the code where our server sent it. */
const errorOf = (errorText: string, said: JsonObject): BedrockError => {
  const { code, retryable, retryAfter, requestId } = said
  return new BedrockError(isErrorCode(code) ? code : 'unknown', errorText, {
    ...(typeof retryable === 'boolean' ? { retryable } : {}),
    ...(typeof retryAfter === 'number' ? { retryAfter } : {}),
    ...(typeof requestId === 'string' ? { requestId } : {}),
  })
}

const truncated = (): BedrockError<'truncated'> =>
  new BedrockError('truncated', 'The answer broke off: the connection ended before its last event. Try again.')

/** What one read of the network gave. */
export interface UIBatch {
  readonly chunks: readonly UIChunk[]
  /** The last event's `id`, for servers whose streams can be resumed. */
  readonly eventId: string | undefined
}

/**
 * Reads a UI message stream of our server or of `ai`'s, in batches as the network gives them. An `error` event is thrown;
 * events of unknown type are passed over. Leaving the loop closes the connection.
 * @throws BedrockError `truncated` without the stream's end, `malformed`, `network`, `aborted`, or the server's own code
 */
export async function* readUIBatches(response: Response): AsyncGenerator<UIBatch, void> {
  if (!response.ok || response.body === null) throw await errorFromReply(response)
  const reader = response.body.getReader()
  const decoder = new TextDecoder()
  const lines = new SseLines()
  let chunks: UIChunk[] = []
  let eventId: string | undefined
  let failure: unknown
  let ended = false
  let closed = false
  let said: Json = {}
  const take = ({ data, id }: SseEvent): void => {
    if (failure !== undefined || closed) return
    eventId = id
    if (data === '[DONE]') {
      closed = true
      return
    }
    const chunk = readChunk(data)
    if (chunk === undefined) return
    if (chunk.type === 'data-error') said = chunk.data
    if (chunk.type === 'finish' || chunk.type === 'abort') ended = true
    else if (chunk.type === 'start-step') ended = false
    if (chunk.type === 'error') failure = errorOf(chunk.errorText, isJsonObject(said) ? said : {})
    else chunks.push(chunk)
  }
  try {
    for (;;) {
      const { value, done } = await reader.read()
      try {
        lines.push(done ? decoder.decode() : decoder.decode(value, { stream: true }), take)
      } catch (cause) {
        // What came before it is given first.
        failure = cause
      }
      if (chunks.length > 0) yield { chunks, eventId }
      chunks = []
      if (failure !== undefined) throw failure
      if (done || closed) break
    }
    if (!ended && !closed) throw truncated()
  } catch (cause) {
    throw networkError(cause)
  } finally {
    await reader.cancel().catch(() => {})
  }
}

/** The same, event by event. */
export async function* readUIStream(response: Response): AsyncGenerator<UIChunk, void> {
  for await (const batch of readUIBatches(response)) yield* batch.chunks
}
