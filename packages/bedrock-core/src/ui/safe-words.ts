import { BedrockError, type BedrockErrorCode } from '../errors/bedrock-error.ts'
import type { JsonObject } from '../speech/json.ts'
import { type ErrorKind, errorKind } from './error-kind.ts'

/** What a browser may show. The error's own message stays on the server: it may name accounts, models and hosts. */
const words: Readonly<Record<ErrorKind, string>> = {
  request: 'The assistant cannot take this request.',
  setup: 'The assistant is not set up correctly. Please tell the people who run this page.',
  long: 'The conversation is too long. Please start a new one or shorten it.',
  limit: 'The assistant has reached its limit. Please try again later.',
  busy: 'The assistant is busy. Please try again in a moment.',
  slow: 'The assistant took too long. Please try again.',
  reach: 'The assistant could not be reached. Please try again.',
  stopped: 'The answer was stopped.',
  cut: 'The answer broke off. Please try again.',
  failed: 'The assistant could not answer. Please try again.',
}

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
  if (!BedrockError.is(error)) return { code: 'unknown', errorText: words.failed, retryable: false }
  const { code, retryable, retryAfter, requestId } = error
  return {
    code,
    errorText: words[errorKind(code)],
    retryable,
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(requestId === undefined ? {} : { requestId }),
  }
}

/** An error as a member of JSON sent to a browser. */
export const errorData = ({ errorText: _words, ...data }: SafeError): JsonObject => data
