import { BedrockError } from './bedrock-error.ts'

/** An answer without its end. */
export const brokenOff = (how: string, cause?: unknown): BedrockError<'truncated'> =>
  new BedrockError('truncated', `The answer broke off${how}. Try again; error.partial holds what arrived.`, { cause })
