import type { Json } from '../speech/json.ts'
import type { UIChunk } from './chunk.ts'
import { sealName } from './seal/statement.ts'
import type { ToolPart } from './tool-writer.ts'

const chunkOf = (part: ToolPart): UIChunk | undefined => {
  switch (part.type) {
    case 'tool-input-start':
      return { type: part.type, toolCallId: part.id, toolName: part.toolName }
    case 'tool-input-delta':
      return { type: part.type, toolCallId: part.id, inputTextDelta: part.delta }
    case 'tool-call': {
      const { toolCallId, toolName, input } = part
      const called = { toolCallId, toolName, input }
      if (!part.invalid) return { type: 'tool-input-available', ...called }
      return { type: 'tool-input-error', ...called, errorText: 'The model’s input for this tool broke off.' }
    }
    case 'tool-result': {
      const { toolCallId, preliminary } = part
      // `runTools` has made sure that it is JSON.
      const output = (part.output ?? null) as Json
      return { type: 'tool-output-available', toolCallId, output, ...(preliminary && { preliminary }) }
    }
    case 'tool-error':
      return { type: 'tool-output-error', toolCallId: part.toolCallId, errorText: part.errorText }
    case 'tool-approval-request':
      return { type: part.type, approvalId: part.approvalId, toolCallId: part.toolCallId }
    case 'tool-output-denied':
      return { type: part.type, toolCallId: part.toolCallId }
    case 'tool-seal':
      return { type: `data-${sealName}`, id: part.toolCallId, data: part.signature }
    default:
      return undefined
  }
}

/** A browser's events for what an answer says of tool calls. */
export const toolChunks = (part: ToolPart): readonly UIChunk[] => {
  const chunk = chunkOf(part)
  return chunk === undefined ? [] : [chunk]
}
