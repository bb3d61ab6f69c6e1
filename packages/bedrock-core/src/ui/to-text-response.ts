import { BedrockError } from '../errors/bedrock-error.ts'
import { batchesOf } from './batches.ts'

export interface TextResponseOptions {
  /** Added to the response’s own. */
  readonly headers?: Readonly<Record<string, string>>
  /** Learns of a failure in full. */
  readonly onError?: (error: unknown) => void
}

/** A step of any answer, as far as its text goes. */
type SomePart = { readonly type: string; readonly text?: unknown }

const mostPerWrite = 256

const textOf = (part: SomePart): string =>
  part.type === 'text-delta' && typeof part.text === 'string' ? part.text : ''

/**
 * Only the text of an answer, as it comes: the AI SDK's text stream protocol. Of a streamed object that is its JSON, for
 * `useObject`. Pulled by the browser's socket; a browser that leaves ends the call to Bedrock. Plain text has no word for a
 * failure: the body breaks off, and `onError` learns why.
 */
export const toTextResponse = (answer: AsyncIterable<SomePart>, options: TextResponseOptions = {}): Response => {
  const batches = batchesOf(answer)
  const encoder = new TextEncoder()
  let broken = false
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      // Only now: what a body still holds when it breaks is lost.
      if (broken) throw new BedrockError('truncated', 'The answer broke off.')
      for (;;) {
        const { values, ended, failure } = await batches.next(mostPerWrite)
        // Text that was sent cannot be taken back.
        const restart = values.findIndex(({ type }) => type === 'restart')
        if (restart !== -1) batches.leave()
        if (failure !== undefined) options.onError?.(failure.cause)
        broken = restart !== -1 || failure !== undefined
        const text = (restart === -1 ? values : values.slice(0, restart)).map(textOf).join('')
        if (text !== '') controller.enqueue(encoder.encode(text))
        else if (broken) throw new BedrockError('truncated', 'The answer broke off.')
        if (ended && !broken) controller.close()
        if (text !== '' || ended) return
      }
    },
    cancel: () => batches.leave(),
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
