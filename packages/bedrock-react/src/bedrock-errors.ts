import { BedrockError } from '@x/bedrock-core/ui'

export const invalid = (what: string): BedrockError<'invalid-argument'> => new BedrockError('invalid-argument', what)

/** What a transport or a callback threw. */
export const toBedrockError = (cause: unknown): BedrockError =>
  BedrockError.is(cause)
    ? cause
    : new BedrockError('unknown', 'The answer could not be read. See the cause.', { cause })
