import type { BedrockError, BedrockErrorCode } from '../errors/bedrock-error.ts'

/** Whether another model, profile or region may succeed where one has failed so. */
const table: Readonly<Record<BedrockErrorCode, boolean>> = {
  // What is wrong with the call or the client is wrong everywhere.
  'invalid-argument': false,
  'unknown-family': false,
  'no-region': false,
  validation: false,
  'context-overflow': false,
  'invalid-object': false,
  aborted: false,
  unknown: false,
  // Targets usually share their credentials.
  'no-credentials': false,
  'broken-credentials': false,
  'invalid-credentials': false,
  'expired-credentials': false,
  'invalid-signature': false,
  'expired-signature': false,
  // Another family may carry the prompt: nothing was sent.
  unsupported: true,
  // Models are enabled and offered by account and region.
  'access-denied': true,
  'not-found': true,
  'quota-exceeded': true,
  conflict: true,
  throttled: true,
  'model-not-ready': true,
  'model-timeout': true,
  'model-error': true,
  unavailable: true,
  'server-error': true,
  network: true,
  timeout: true,
  truncated: true,
  corrupt: true,
  malformed: true,
}

/** Refusals of the model id, which come as ValidationException like any other (recorded). */
const wrongHere = /on-demand throughput isn|model identifier is invalid/i

export const movesOn = ({ code, message }: BedrockError): boolean =>
  table[code] || (code === 'validation' && wrongHere.test(message))
