import type { LanguageModelV4ToolResultOutput } from '@ai-sdk/provider'
import type { LanguageModelV3ToolResultOutput } from '@ai-sdk/provider-v3'
import type { FilePart, TextPart, ToolOutput } from '@x/bedrock-core'
import { type CallWarning, unsupported } from '../warnings.ts'
import { fileOf } from './file.ts'

export type AnyOutput = LanguageModelV4ToolResultOutput | LanguageModelV3ToolResultOutput
type Content = Extract<AnyOutput, { type: 'content' }>['value'][number]

/** One piece of a tool's result; a piece that Bedrock has no place for is told of. */
const pieceOf = (piece: Content, warn: (warning: CallWarning) => void): readonly (TextPart | FilePart)[] => {
  switch (piece.type) {
    case 'text':
      return [{ type: 'text', text: piece.text }]
    case 'file':
      return [fileOf(piece)]
    case 'file-data':
    case 'image-data':
      return [fileOf(piece)]
    case 'file-url':
      return [fileOf({ ...piece, data: new URL(piece.url), mediaType: piece.mediaType ?? 'application/pdf' })]
    case 'image-url':
      return [fileOf({ ...piece, data: new URL(piece.url), mediaType: 'image' })]
    default:
      warn(unsupported(`tool result content "${piece.type}"`, 'Bedrock has no place for it; it was left out.'))
      return []
  }
}

/** What a tool gave back. A denied call is an error that says so. */
export const outputOf = (output: AnyOutput, warn: (warning: CallWarning) => void): ToolOutput => {
  if (output.type === 'execution-denied')
    return { type: 'error-text', value: output.reason ?? 'The user did not allow this call.' }
  if (output.type === 'content')
    return { type: 'content', value: output.value.flatMap((piece) => pieceOf(piece, warn)) }
  return { type: output.type, value: output.value } as ToolOutput
}
