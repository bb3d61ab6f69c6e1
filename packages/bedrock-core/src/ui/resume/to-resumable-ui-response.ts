import { BedrockError } from '../../errors/bedrock-error.ts'
import type { StreamPart } from '../../speech/stream-part.ts'
import { answerEvents } from '../answer-events.ts'
import type { AnswerPart } from '../answer-part.ts'
import type { Sealed } from '../chunks-of-part.ts'
import { failureChunks } from '../failure-chunks.ts'
import { type UIResponseOptions, uiStreamHeaders } from '../to-ui-response.ts'
import { keepAnswer } from './keep-answer.ts'
import { readKept } from './read-kept.ts'
import type { StreamStore } from './stream-store.ts'

export interface ResumableUIResponseOptions extends UIResponseOptions {
  /** `memoryStreamStore()` for one process, `redisStreamStore(client)` of `@x/bedrock-node` for many. */
  readonly store: StreamStore
  /** The chat that the browser names when it resumes. Who may see it is for the server to check. */
  readonly chatId: string
  /** Default: a random one. */
  readonly streamId?: string
  /**
   * Told of the work that goes on when the browser has left, for platforms that stop a process after its response: `after` of
   * Next, `waitUntil` of Workers and Vercel.
   */
  readonly waitUntil?: (work: Promise<void>) => void
  /** Characters of events that one answer may have; a longer one ends with an error `quota-exceeded`. Default 8,388,608. */
  readonly maxLength?: number
  /** Milliseconds between signs of life; a stop is heard as late as that while the model is silent. Default 500. */
  readonly renewMs?: number
}

/**
 * `toUIResponse` for answers that outlive a connection: the answer is made into the store, whether the browser reads or not,
 * and the browser reads it from there. It goes on with `resumeUIResponse`, which also takes its wish to stop. Do not tie the call to
 * `request.signal`: a browser that leaves comes back.
 * @throws BedrockError `invalid-argument` without a chatId, `conflict` for a streamId that is taken, and what the store fails with
 */
export function toResumableUIResponse(
  answer: AsyncIterable<StreamPart>,
  options: ResumableUIResponseOptions,
): Promise<Response>
export function toResumableUIResponse(
  answer: AsyncIterable<AnswerPart>,
  options: Sealed<ResumableUIResponseOptions>,
): Promise<Response>
export async function toResumableUIResponse(
  answer: AsyncIterable<AnswerPart>,
  options: ResumableUIResponseOptions,
): Promise<Response> {
  const { store, chatId, streamId = crypto.randomUUID() } = options
  if (chatId === '' || /[\r\n\0]/.test(streamId))
    throw new BedrockError(
      'invalid-argument',
      'A stream that can be resumed needs a chatId, and a streamId of one line.',
    )
  const stream = { chatId, streamId }
  await store.open(stream)
  const work = keepAnswer(answerEvents(answer, options), {
    store,
    stream,
    renewMs: options.renewMs ?? 500,
    maxLength: options.maxLength ?? 8 * 1024 * 1024,
    chunksOfFailure: (cause) => failureChunks(cause, options),
    onError: options.onError,
  })
  options.waitUntil?.(work)
  return new Response(readKept(store, stream, 0, options.heartbeatMs), {
    headers: { ...uiStreamHeaders, ...options.headers },
  })
}
