import { BedrockError, base64OfBytes, type FilePart, noPlace, type Turn } from '@x/bedrock-core/family'

/** One turn in words and images, as the caller gave them. */
export interface SaidTurn {
  readonly role: 'user' | 'assistant'
  readonly text: string
  /** Base64. */
  readonly images: readonly string[]
}

const cannot = (what: string): BedrockError<'unsupported'> => noPlace("Llama's prompt on InvokeModel", what, 'converse')

const imageOf = ({ mediaType, data }: FilePart, role: Turn['role']): string => {
  if (!mediaType.startsWith('image/')) throw cannot(`a file of type "${mediaType.slice(0, 80)}"`)
  if (role !== 'user') throw cannot(`an image in the assistant's turn`)
  if (typeof data === 'object' && 'uri' in data) throw cannot('an image in S3')
  const bytes = typeof data === 'string' ? data : base64OfBytes(data)
  if (bytes !== '') return bytes
  throw new BedrockError(
    'invalid-argument',
    `An image of type "${mediaType}" is empty. Give its bytes or leave it out.`,
  )
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
