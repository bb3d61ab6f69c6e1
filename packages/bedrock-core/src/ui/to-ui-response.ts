import type { AnswerPart } from './answer-part.ts'
import { type ChunkOptions, createChunker } from './chunks-of-part.ts'
import { eventBatches } from './event-batches.ts'
import { eventStream } from './event-stream.ts'
import { type FailureOptions, failureChunks } from './failure-chunks.ts'
import type { ToolSeal } from './seal/tool-seal.ts'

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
  /** Signs calls, approvals and results, so that `readChatRequest` knows them again. From `toolSeal`. */
  readonly seal?: ToolSeal
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
 * status is long sent: `onError` is where a server learns of them.
 */
export const toUIResponse = (stream: AsyncIterable<AnswerPart>, options: UIResponseOptions = {}): Response =>
  new Response(
    eventStream(
      eventBatches(options.seal?.sealed(stream) ?? stream, createChunker(options), (cause) =>
        failureChunks(cause, options),
      ),
      options.streamId,
      options.heartbeatMs,
    ),
    { headers: { ...uiStreamHeaders, ...options.headers } },
  )
