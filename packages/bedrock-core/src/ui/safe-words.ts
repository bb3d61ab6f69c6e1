import { BedrockError, type BedrockErrorCode } from '../errors/bedrock-error.ts'
import type { JsonObject } from '../speech/json.ts'

/**
 * What a browser may show, by code; any other code is the last. The error's own message stays on the server: it may name
 * accounts, models and hosts.
 */
const words: readonly (readonly [codes: RegExp, words: string])[] = [
  [/argument|unsupported|validation/, 'The assistant cannot take this request.'],
  [
    /family|region|credential|signature|denied|not-found/,
    'The assistant is not set up correctly. Please tell the people who run this page.',
  ],
  [/overflow/, 'The conversation is too long. Please start a new one or shorten it.'],
  [/quota/, 'The assistant has reached its limit. Please try again later.'],
  [/throttled|unavailable|not-ready|conflict/, 'The assistant is busy. Please try again in a moment.'],
  [/timeout/, 'The assistant took too long. Please try again.'],
  [/network/, 'The assistant could not be reached. Please try again.'],
  [/aborted/, 'The answer was stopped.'],
  [/truncated|corrupt|malformed/, 'The answer broke off. Please try again.'],
  [/^/, 'The assistant could not answer. Please try again.'],
]

/** What a browser learns of an error. */
export interface SafeError {
  readonly code: BedrockErrorCode
  readonly errorText: string
  readonly retryable: boolean
  /** Seconds to wait. */
  readonly retryAfter?: number | undefined
  /** What AWS support asks for. */
  readonly requestId?: string | undefined
}

/** Words an error for a browser; whatever is no `BedrockError` is `unknown`. */
export const safeError = (error: unknown): SafeError => {
  const { code, retryable, retryAfter, requestId } = BedrockError.is(error) ? error : new BedrockError('unknown', '')
  const [, errorText = ''] = words.find(([codes]) => codes.test(code)) ?? []
  return { code, errorText, retryable, retryAfter, requestId }
}

/** An error as a member of JSON sent to a browser. */
export const errorData = ({ errorText: _words, ...data }: SafeError): JsonObject => data
