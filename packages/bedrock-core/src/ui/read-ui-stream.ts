import { BedrockError } from '../errors/bedrock-error.ts'
import type { Json } from '../speech/json.ts'
import { readChunk } from './check-chunk.ts'
import type { UIChunk } from './chunk.ts'
import { errorAsSaid } from './error-response.ts'
import { readTextStream } from './read-text-stream.ts'
import { sseReader } from './sse-lines.ts'

const truncated = (): BedrockError<'truncated'> => new BedrockError('truncated', 'The answer broke off. Try again.')

/** What one read of the network gave. */
export interface UIBatch {
  readonly chunks: readonly UIChunk[]
  /** The last event's `id`, for servers whose streams can be resumed. */
  readonly eventId: string | undefined
}

export interface ReadOptions {
  /** Events that are passed over by their `id`, such as those a resumed stream repeats. An error it throws ends the stream. */
  readonly passOver?: (eventId: string | undefined) => boolean
}

/**
 * Reads a UI message stream of our server or of `ai`'s, in batches as the network gives them; a request that fails fails here. An `error` event is thrown;
 * events of unknown type are passed over. Leaving the loop closes the connection.
 * @throws BedrockError `truncated` without the stream's end, `malformed`, `network`, `aborted`, or the server's own code
 */
export async function* readUIBatches(
  asked: Response | Promise<Response>,
  { passOver }: ReadOptions = {},
): AsyncGenerator<UIBatch, void> {
  let chunks: UIChunk[] = []
  let eventId: string | undefined
  let ended = false
  let closed = false
  /** What `data-error` said before `error`: the code, where the server is ours. */
  let said: Json | undefined
  const push = sseReader(({ data, id }) => {
    if (closed || passOver?.(id)) return
    eventId = id
    closed = data === '[DONE]'
    const chunk = closed ? undefined : readChunk(data)
    if (chunk === undefined) return
    if (chunk.type === 'data-error') said = chunk.data
    if (chunk.type === 'finish' || chunk.type === 'abort') ended = true
    else if (chunk.type === 'start-step') ended = false
    if (chunk.type === 'error') throw errorAsSaid(said, 'unknown', chunk.errorText)
    chunks.push(chunk)
  })
  for await (const text of readTextStream(asked)) {
    let failure: unknown
    try {
      push(text)
    } catch (cause) {
      // What came before it is given first.
      failure = cause
    }
    if (chunks.length > 0) yield { chunks, eventId }
    chunks = []
    if (failure !== undefined) throw failure
    if (closed) return
  }
  if (!ended) throw truncated()
}

/** The same, event by event. */
export async function* readUIStream(response: Response | Promise<Response>): AsyncGenerator<UIChunk, void> {
  for await (const batch of readUIBatches(response)) yield* batch.chunks
}
