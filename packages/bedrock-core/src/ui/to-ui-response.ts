import { BedrockError } from '../errors/bedrock-error.ts'
import type { AnswerPart } from './answer-part.ts'
import type { UIChunk } from './chunk.ts'
import { type ChunkOptions, createChunker } from './chunks-of-part.ts'
import { eventStream } from './event-stream.ts'
import { errorData, safeError } from './safe-words.ts'
import type { ToolSeal } from './seal/tool-seal.ts'

export interface UIResponseOptions extends ChunkOptions {
  /** Added to the protocol's own headers. */
  readonly headers?: Readonly<Record<string, string>>
  /** Milliseconds between comments while the model is silent, so that no proxy closes the connection. Default 15,000. */
  readonly heartbeatMs?: number
  /**
   * The name of a stream that can be resumed: events are then called `<streamId>:<n>`, and a browser that lost its connection
   * asks for what came after the last of them.
   */
  readonly streamId?: string
  /** Learns of a failure in full; the browser learns only its code and safe words. */
  readonly onError?: (error: unknown) => void
  /** Signs calls, approvals and results, so that `readChatRequest` knows them again. From `toolSeal`. */
  readonly seal?: ToolSeal
  /** Other words for the browser, such as in its language. */
  readonly errorText?: (error: unknown) => string | undefined
}

/** The AI SDK's UI message stream, version 1; `no-transform` and `x-accel-buffering` keep proxies from holding events back. */
export const uiStreamHeaders: Readonly<Record<string, string>> = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
  'x-vercel-ai-ui-message-stream': 'v1',
}

const failureChunks = (cause: unknown, options: UIResponseOptions): readonly UIChunk[] => {
  if (BedrockError.is(cause, 'aborted')) return [{ type: 'abort' }]
  options.onError?.(cause)
  const safe = safeError(cause)
  return [
    { type: 'data-error', data: errorData(safe), transient: true },
    { type: 'error', errorText: options.errorText?.(cause) ?? safe.errorText },
  ]
}

/**
 * An answer for a browser: the AI SDK's UI message stream, for `useChat` of either side. It is pulled by the browser's
 * socket, and a browser that leaves ends the call to Bedrock. Failures become an event of code and safe words, since the
 * status is long sent: `onError` is where a server learns of them.
 */
export const toUIResponse = (stream: AsyncIterable<AnswerPart>, options: UIResponseOptions = {}): Response =>
  new Response(
    eventStream(options.seal?.sealed(stream) ?? stream, {
      chunksOf: createChunker(options),
      chunksOfFailure: (cause) => failureChunks(cause, options),
      heartbeatMs: options.heartbeatMs ?? 15_000,
      streamId: options.streamId,
    }),
    { headers: { ...uiStreamHeaders, ...options.headers } },
  )
