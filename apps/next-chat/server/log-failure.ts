import { BedrockError } from '@x/bedrock-core'

/** The browser is told a code and safe words; the rest is for the server's log. */
export const logFailure = (error: unknown): void => {
  const requestId = BedrockError.is(error) ? error.requestId : undefined
  console.error(error instanceof Error ? error.message : error, ...(requestId === undefined ? [] : [{ requestId }]))
}
