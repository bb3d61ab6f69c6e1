import { BedrockError, type BedrockErrorDetails } from './bedrock-error.ts'

/** The same failure, knowing more. */
export const withDetails = (error: BedrockError, more: BedrockErrorDetails): BedrockError =>
  new BedrockError(error.code, error.message, { ...error, cause: error.cause, ...more })
