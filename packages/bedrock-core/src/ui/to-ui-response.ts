import type { StreamPart } from '../speech/stream-part.ts'
import { answerEvents } from './answer-events.ts'
import type { AnswerPart } from './answer-part.ts'
import type { ChunkOptions, Sealed } from './chunks-of-part.ts'
import { eventStream } from './event-stream.ts'
import type { FailureOptions } from './failure-chunks.ts'

export interface UIResponseOptions extends ChunkOptions, FailureOptions {
  /** Added to the protocol's own headers. */
  readonly headers?: Readonly<Record<string, string>>
  /** Milliseconds between comments while the model is silent, so that no proxy closes the connection. Default 15,000. */
  readonly heartbeatMs?: number
  /**
   * The name of a stream that can be resumed: events are then called `<streamId>:<n>`, and a browser that lost its connection
   * asks for what came after the last of them.
   */
  readonly streamId?: string
}

/** The AI SDK's UI message stream, version 1; `no-transform` and `x-accel-buffering` keep proxies from holding events back. */
export const uiStreamHeaders: Readonly<Record<string, string>> = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
  'x-vercel-ai-ui-message-stream': 'v1',
}

/**
 * An answer for a browser: the AI SDK's UI message stream, for `useChat` of either side. It is pulled by the browser's
 * socket, and a browser that leaves ends the call to Bedrock. Failures become an event of code and safe words, since the
 * status is long sent: `onError` is where a server learns of them. An answer of `runTools` needs a `seal`.
 */
export function toUIResponse(answer: AsyncIterable<StreamPart>, options?: UIResponseOptions): Response
export function toUIResponse(answer: AsyncIterable<AnswerPart>, options: Sealed<UIResponseOptions>): Response
export function toUIResponse(answer: AsyncIterable<AnswerPart>, options: UIResponseOptions = {}): Response {
  return new Response(eventStream(answerEvents(answer, options), options), {
    headers: { ...uiStreamHeaders, ...options.headers },
  })
}
