import { BedrockError, type BedrockErrorCode } from '../errors/bedrock-error.ts'

/**
 * What a browser may show, by code; any other code is the last. The error's own message stays on the server: it may name
 * accounts, models and hosts.
 */
const words: readonly (readonly [codes: RegExp, words: string])[] = [
  [/argument|unsupported|validation/, 'The assistant cannot take this request.'],
  [
    /family|region|credential|signature|denied|not-found/,
    'The assistant is not set up correctly. Please tell whoever runs this page.',
  ],
  [/overflow/, 'The conversation is too long. Please start a new one.'],
  [/quota|throttled|unavailable|not-ready|conflict/, 'The assistant is busy. Please try again later.'],
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
