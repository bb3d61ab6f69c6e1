import {
  type AssistantPart,
  type Json,
  type JsonObject,
  noPlace,
  type Prompt,
  type ToolOutput,
  type ToolResultPart,
  type Turn,
  type UserPart,
} from '@x/bedrock-core/family'
import { callOf } from './tools.ts'

/** One text is said as a string, several as a list. */
const contentOf = (texts: readonly string[]): Json | undefined =>
  texts.length > 1 ? texts.map((text) => ({ type: 'text', text })) : texts[0]

type Part = UserPart | AssistantPart | ToolResultPart

const textsOf = (parts: readonly Part[]): string[] =>
  parts.flatMap((part) => {
    if (part.type !== 'file') return part.type === 'text' ? [part.text] : []
    throw noPlace('gpt-oss', 'a file')
  })

const outputOf = (output: ToolOutput): string => {
  if (output.type === 'text' || output.type === 'error-text') return output.value
  if (output.type === 'content') return textsOf(output.value).join('\n')
  return JSON.stringify(output.value)
}

/** A tool's message has no `name`, and an empty one still has to say something. */
const resultOf = ({ toolCallId, output }: ToolResultPart): JsonObject => {
  const content = outputOf(output)
  return { role: 'tool', tool_call_id: toolCallId, content: content.trim() === '' ? '(empty)' : content }
}

const assistant = (parts: readonly AssistantPart[]): JsonObject[] => {
  const content = contentOf(textsOf(parts))
  const calls = parts.filter((part) => part.type === 'tool-call').map(callOf)
  if (calls.length > 0) return [{ role: 'assistant', content: content ?? [], tool_calls: calls }]
  return content === undefined ? [] : [{ role: 'assistant', content }]
}

const messageOf = (turn: Turn): JsonObject[] => {
  if (turn.role === 'tool') return turn.content.map(resultOf)
  if (turn.role === 'assistant') return assistant(turn.content)
  const content = contentOf(textsOf(turn.content))
  return content === undefined ? [] : [{ role: 'user', content }]
}

/** Writes system prompt and turns. @throws BedrockError `unsupported` for files */
export const messagesOf = ({ system, messages }: Prompt): readonly JsonObject[] => {
  const content = contentOf(system.map(({ text }) => text))
  return [...(content === undefined ? [] : [{ role: 'system', content }]), ...messages.flatMap(messageOf)]
}
