import { BedrockError } from '../../errors/bedrock-error.ts'

/** What a browser sent wrongly; the message is meant for it to read. */
export const refusal = (what: string, status = 400): BedrockError<'invalid-argument'> =>
  new BedrockError('invalid-argument', `The chat is refused: ${what}`, { status })

/** In place of a seal. @throws BedrockError `invalid-argument`, in words that name the fix */
export const noSeal = (): never => {
  throw refusal('it has tool calls. Pass a seal (toolSeal, or unsealed) to readChatRequest and toUIResponse.')
}

/** In place of a reader of files. @throws BedrockError `invalid-argument`, in words that name the fix */
export const noFiles = (): never => {
  throw refusal('it has a file. Pass files (dataFiles) to readChatRequest.')
}
