import { BedrockError } from './bedrock-error.ts'

/** An answer that does not keep to its wire's form. */
export const unreadable = (what: string, cause?: unknown): BedrockError<'malformed'> =>
  new BedrockError(
    'malformed',
    `The answer could not be read: ${what}. Update this package, or report the request id.`,
    { cause },
  )
