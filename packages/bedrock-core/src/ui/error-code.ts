import type { BedrockErrorCode } from '../errors/bedrock-error.ts'

/** Every code; a browser that gets another takes it as `unknown`. */
const codes: Readonly<Record<BedrockErrorCode, true>> = {
  'invalid-argument': true,
  unsupported: true,
  validation: true,
  'unknown-family': true,
  'no-region': true,
  'no-credentials': true,
  'broken-credentials': true,
  'access-denied': true,
  'invalid-credentials': true,
  'expired-credentials': true,
  'invalid-signature': true,
  'expired-signature': true,
  'not-found': true,
  'context-overflow': true,
  'quota-exceeded': true,
  throttled: true,
  unavailable: true,
  'model-not-ready': true,
  conflict: true,
  'model-timeout': true,
  timeout: true,
  network: true,
  aborted: true,
  truncated: true,
  corrupt: true,
  malformed: true,
  'invalid-object': true,
  'model-error': true,
  'server-error': true,
  unknown: true,
}

/** Tells one of our codes from other text. */
export const isErrorCode = (value: unknown): value is BedrockErrorCode =>
  typeof value === 'string' && Object.hasOwn(codes, value)
