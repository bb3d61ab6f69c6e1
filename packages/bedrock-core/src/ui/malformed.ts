import { BedrockError } from '../errors/bedrock-error.ts'

/** A UI message stream that is none. */
export const malformed = (what: string): BedrockError<'malformed'> =>
  new BedrockError(
    'malformed',
    `The answer's stream could not be read: ${what}. Check that the server speaks the UI message stream.`,
  )
