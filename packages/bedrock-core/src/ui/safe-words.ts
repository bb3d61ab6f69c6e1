import { BedrockError, type BedrockErrorCode } from '../errors/bedrock-error.ts'
import type { JsonObject } from '../speech/json.ts'

const setUp = 'The assistant is not set up correctly. Please tell the people who run this page.'
const busy = 'The assistant is busy. Please try again in a moment.'
const failed = 'The assistant could not answer. Please try again.'
const cut = 'The answer broke off. Please try again.'
const refused = 'The assistant cannot take this request.'

/** What a browser may show. The error's own message stays on the server: it may name accounts, models and hosts. */
const words: Readonly<Record<BedrockErrorCode, string>> = {
  'invalid-argument': refused,
  unsupported: refused,
  validation: refused,
  'unknown-family': setUp,
  'no-region': setUp,
  'no-credentials': setUp,
  'broken-credentials': setUp,
  'access-denied': setUp,
  'invalid-credentials': setUp,
  'expired-credentials': setUp,
  'invalid-signature': setUp,
  'expired-signature': setUp,
  'not-found': setUp,
  'context-overflow': 'The conversation is too long. Please start a new one or shorten it.',
  'quota-exceeded': 'The assistant has reached its limit. Please try again later.',
  throttled: busy,
  unavailable: busy,
  'model-not-ready': busy,
  conflict: busy,
  'model-timeout': 'The assistant took too long. Please try again.',
  timeout: 'The assistant took too long. Please try again.',
  network: 'The assistant could not be reached. Please try again.',
  aborted: 'The answer was stopped.',
  truncated: cut,
  corrupt: cut,
  malformed: cut,
  'model-error': failed,
  'server-error': failed,
  unknown: failed,
}

/** Tells one of our codes from other text. */
export const isErrorCode = (value: unknown): value is BedrockErrorCode =>
  typeof value === 'string' && Object.hasOwn(words, value)

/** What a browser learns of an error. */
export interface SafeError {
  readonly code: BedrockErrorCode
  readonly errorText: string
  readonly retryable: boolean
  /** Seconds to wait. */
  readonly retryAfter?: number
  /** What AWS support asks for. */
  readonly requestId?: string
}

/** Words an error for a browser; whatever is no `BedrockError` is `unknown`. */
export const safeError = (error: unknown): SafeError => {
  if (!BedrockError.is(error)) return { code: 'unknown', errorText: failed, retryable: false }
  const { code, retryable, retryAfter, requestId } = error
  return {
    code,
    errorText: isErrorCode(code) ? words[code] : failed,
    retryable,
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(requestId === undefined ? {} : { requestId }),
  }
}

/** An error as a member of JSON sent to a browser. */
export const errorData = ({ errorText: _words, ...data }: SafeError): JsonObject => data
