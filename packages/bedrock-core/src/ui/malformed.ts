import { BedrockError } from '../errors/bedrock-error.ts'

/** A UI message stream that is none. */
export const malformed = (what: string): BedrockError<'malformed'> =>
  new BedrockError('malformed', `The server sent no UI message stream: ${what}. Check its address.`)
