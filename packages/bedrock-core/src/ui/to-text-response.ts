import { BedrockError } from '../errors/bedrock-error.ts'
import { batchesOf } from './batches.ts'

export interface TextResponseOptions {
  /** Added to the response’s own. */
  readonly headers?: Readonly<Record<string, string>>
  /** Learns of a failure in full. */
  readonly onError?: (error: unknown) => void
}

/** A step of any answer, as far as its text goes. */
type SomePart = { readonly type: string; readonly text?: unknown; readonly error?: unknown }

/**
 * Only the text of an answer, as it comes: the AI SDK's text stream protocol. Of a streamed object that is its JSON, for
 * `useObject`. Pulled by the browser's socket; a browser that leaves ends the call to Bedrock. Plain text has no word for a
 * failure: the body breaks off, and `onError` learns why.
 */
export const toTextResponse = (answer: AsyncIterable<SomePart>, options: TextResponseOptions = {}): Response => {
  const brokenOff = (cause?: unknown): BedrockError => new BedrockError('truncated', 'The answer broke off.', { cause })
  let broken = false
  const { next, leave } = batchesOf(
    answer,
    (texts: string[], { type, text, error }) => {
      // Text that was sent cannot be taken back.
      if (type === 'restart') throw brokenOff(error)
      if (type === 'text-delta' && typeof text === 'string') texts.push(text)
    },
    (_texts, cause) => {
      broken = true
      options.onError?.(cause)
    },
    (texts) => texts.join(''),
  )
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      // Only now: what a body still holds when it breaks is lost.
      if (broken) throw brokenOff()
      const [text, ended] = await next()
      if (text !== '') controller.enqueue(encoder.encode(text))
      else if (broken) throw brokenOff()
      if (ended && !broken) controller.close()
    },
    cancel: leave,
  })
  return new Response(body, {
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
      ...options.headers,
    },
  })
}
