import { BedrockError } from '../errors/bedrock-error.ts'
import type { UIChunk } from './chunk.ts'
import { safeError } from './safe-words.ts'

export interface FailureOptions {
  /** Learns of a failure in full; the browser learns only its code and safe words. */
  readonly onError?: (error: unknown) => void
  /** Other words for the browser, such as in its language. */
  readonly errorText?: (error: unknown) => string | undefined
}

/** What a browser is told of a failure, once the status is sent. */
export const failureChunks = (cause: unknown, options: FailureOptions): readonly UIChunk[] => {
  if (BedrockError.is(cause, 'aborted')) return [{ type: 'abort' }]
  options.onError?.(cause)
  const safe = safeError(cause)
  const errorText = options.errorText?.(cause) ?? safe.errorText
  return [
    { type: 'data-error', data: { ...safe, errorText }, transient: true },
    { type: 'error', errorText },
  ]
}
