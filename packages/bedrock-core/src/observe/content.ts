import type { Attributes } from '@opentelemetry/api'
import type { CallOptions } from '../client/call-options.ts'
import type { AssistantPart, ToolResultPart, UserPart } from '../speech/content.ts'
import { defined } from '../speech/defined.ts'
import type { Generation } from '../speech/generation.ts'
import type { Message } from '../speech/message.ts'
import { attributes as name } from './names.ts'

type Part = UserPart | AssistantPart | ToolResultPart

/** The conventions' form of a message's parts. The bytes of files stay out of spans. */
const partOf = (part: Part): object => {
  switch (part.type) {
    case 'text':
    case 'reasoning':
      return { type: part.type, content: part.text }
    case 'tool-call':
      return { type: 'tool_call', id: part.toolCallId, name: part.toolName, arguments: part.input }
    case 'tool-result':
      return { type: 'tool_call_response', id: part.toolCallId, response: part.output }
    case 'file':
      return { type: 'blob', mime_type: part.mediaType }
    default:
      return { type: part.type }
  }
}

const partsOf = (content: string | readonly Part[]): readonly object[] =>
  typeof content === 'string' ? [{ type: 'text', content }] : content.map(partOf)

const messageOf = ({ role, content }: Message): object => ({ role, parts: partsOf(content) })

/** Prompt and answer in full: only where it was asked for. */
export const promptContent = ({ system, messages = [], prompt }: CallOptions): Attributes => {
  const said = [...messages.map(messageOf), ...(prompt === undefined ? [] : [{ role: 'user', parts: partsOf(prompt) }])]
  return defined({
    [name.systemInstructions]: system && JSON.stringify(partsOf(system)),
    [name.inputMessages]: JSON.stringify(said),
  })
}

export const answerContent = ({ content, finishReason }: Generation): Attributes => ({
  [name.outputMessages]: JSON.stringify([{ role: 'assistant', parts: partsOf(content), finish_reason: finishReason }]),
})
