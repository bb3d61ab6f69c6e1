import { type BedrockError, base64OfFile, type FilePart, noPlace, type Turn } from '@x/bedrock-core/family'

/** One turn in words and images, as the caller gave them. */
export interface SaidTurn {
  readonly role: 'user' | 'assistant'
  readonly text: string
  /** Base64. */
  readonly images: readonly string[]
}

const form = "Llama's prompt on InvokeModel"

const cannot = (what: string): BedrockError<'unsupported'> => noPlace(form, what, 'converse')

const imageOf = (part: FilePart, role: Turn['role']): string => {
  if (role !== 'user') throw cannot(`a file in the assistant's turn`)
  return base64OfFile(part, form, /^image\//)
}

/** Reads one turn; reasoning is passed over. @throws BedrockError `unsupported` for parts that the prompt has no place for */
export const saidOf = (turn: Turn): SaidTurn => {
  let text = ''
  const images: string[] = []
  for (const part of turn.content) {
    if (part.type === 'text') text += part.text
    else if (part.type === 'file') images.push(imageOf(part, turn.role))
    else if (part.type === 'raw') throw cannot(`a raw part of the form "${part.format}"`)
    else if (part.type !== 'reasoning') throw cannot(part.type === 'tool-call' ? 'tool calls' : 'tool results')
  }
  return { role: turn.role === 'assistant' ? 'assistant' : 'user', text, images }
}
