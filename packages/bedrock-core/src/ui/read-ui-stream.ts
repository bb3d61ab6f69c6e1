import { BedrockError } from '../errors/bedrock-error.ts'
import { isJsonObject, type Json, type JsonObject } from '../speech/json.ts'
import { readChunk } from './check-chunk.ts'
import type { UIChunk } from './chunk.ts'
import { errorFromReply } from './error-response.ts'
import { isErrorCode } from './safe-words.ts'
import { SseLines } from './sse-lines.ts'

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

/** A chunk with the id of its event, for servers whose streams can be resumed. */
export type NumberedChunk = readonly [chunk: UIChunk, eventId: string | undefined]

/**
 * Reads a UI message stream of our server or of `ai`'s, in batches as the network gives them. An `error` event is thrown;
 * events of unknown type are passed over. Leaving the loop closes the connection.
 * @throws BedrockError `truncated` without the stream's end, `malformed`, `network`, `aborted`, or the server's own code
 */
export async function* readUIBatches(response: Response): AsyncGenerator<NumberedChunk[], void> {
  if (!response.ok || response.body === null) throw await errorFromReply(response)
  const reader = response.body.getReader()
  const decoder = new TextDecoder()
  const lines = new SseLines()
  let batch: NumberedChunk[] = []
  let failure: BedrockError | undefined
  let ended = false
  let said: Json = {}
  const take = (data: string, id: string | undefined): void => {
    if (failure !== undefined) return
    if (data === '[DONE]') {
      ended = true
      return
    }
    const chunk = readChunk(data)
    if (chunk === undefined) return
    if (chunk.type === 'data-error') said = chunk.data
    if (chunk.type === 'finish' || chunk.type === 'abort') ended = true
    if (chunk.type === 'error') failure = errorOf(chunk.errorText, isJsonObject(said) ? said : {})
    else batch.push([chunk, id])
  }
  try {
    for (;;) {
      const { value, done } = await reader.read()
      lines.push(done ? decoder.decode() : decoder.decode(value, { stream: true }), ({ data, id }) => take(data, id))
      if (batch.length > 0) yield batch
      batch = []
      if (failure !== undefined) throw failure
      if (done) break
    }
    if (!ended) throw truncated()
  } catch (cause) {
    throw networkError(cause)
  } finally {
    await reader.cancel().catch(() => {})
  }
}

/** The same, event by event. */
export async function* readUIStream(response: Response): AsyncGenerator<UIChunk, void> {
  for await (const batch of readUIBatches(response)) for (const [chunk] of batch) yield chunk
}
