import type { BedrockErrorCode } from '../errors/bedrock-error.ts'

/** What an error means to whoever sits before the page. */
export type ErrorKind =
  | 'request'
  | 'setup'
  | 'long'
  | 'limit'
  | 'busy'
  | 'slow'
  | 'reach'
  | 'stopped'
  | 'cut'
  | 'failed'

/** Every code; a browser that gets another takes it as `unknown`. */
const kinds: Readonly<Record<BedrockErrorCode, ErrorKind>> = {
  'invalid-argument': 'request',
  unsupported: 'request',
  validation: 'request',
  'unknown-family': 'setup',
  'no-region': 'setup',
  'no-credentials': 'setup',
  'broken-credentials': 'setup',
  'access-denied': 'setup',
  'invalid-credentials': 'setup',
  'expired-credentials': 'setup',
  'invalid-signature': 'setup',
  'expired-signature': 'setup',
  'not-found': 'setup',
  'context-overflow': 'long',
  'quota-exceeded': 'limit',
  throttled: 'busy',
  unavailable: 'busy',
  'model-not-ready': 'busy',
  conflict: 'busy',
  'model-timeout': 'slow',
  timeout: 'slow',
  network: 'reach',
  aborted: 'stopped',
  truncated: 'cut',
  corrupt: 'cut',
  malformed: 'cut',
  'invalid-object': 'failed',
  'model-error': 'failed',
  'server-error': 'failed',
  unknown: 'failed',
}

/** Tells one of our codes from other text. */
export const isErrorCode = (value: unknown): value is BedrockErrorCode =>
  typeof value === 'string' && Object.hasOwn(kinds, value)

export const errorKind = (code: BedrockErrorCode): ErrorKind => (isErrorCode(code) ? kinds[code] : 'failed')
