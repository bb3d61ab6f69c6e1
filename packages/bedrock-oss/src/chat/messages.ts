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
  type Warning,
} from '@x/bedrock-core/family'
import { callOf } from './tools.ts'

interface Written {
  readonly messages: readonly JsonObject[]
  readonly warnings: readonly Warning[]
}

/** One text is said as a string, several as a list. Blank text, which Bedrock itself may emit, is refused in a request. */
const contentOf = (texts: readonly string[]): Json | undefined => {
  const said = texts.filter((text) => text.trim() !== '')
  return said.length > 1 ? said.map((text) => ({ type: 'text', text })) : said[0]
}

type Part = UserPart | AssistantPart | ToolResultPart

const textsOf = (parts: readonly Part[]): string[] => parts.flatMap((part) => (part.type === 'text' ? [part.text] : []))

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

const filesOf = (part: Part): readonly Part[] =>
  part.type === 'tool-result' && part.output.type === 'content' ? part.output.value : [part]

/** Reasoning is the model's own and does not go back: written as text it would be taken for an answer. */
const checked = (parts: readonly Part[]): Warning[] => {
  const left = new Set(parts.flatMap(filesOf).map(({ type }) => type))
  if (left.has('file')) throw noPlace('gpt-oss', 'a file')
  const reasons = { reasoning: 'gpt-oss takes none back', raw: 'only the form that said it can say it again' } as const
  return (['reasoning', 'raw'] as const)
    .filter((type) => left.has(type))
    .map((type) => ({ code: `${type}-removed`, message: `The history's ${type} was left out: ${reasons[type]}.` }))
}

/** Writes system prompt and turns. @throws BedrockError `unsupported` for files */
export const messagesOf = ({ system, messages }: Prompt): Written => {
  const warnings = checked(messages.flatMap(({ content }): readonly Part[] => content))
  const content = contentOf(system.map(({ text }) => text))
  return {
    messages: [...(content === undefined ? [] : [{ role: 'system', content }]), ...messages.flatMap(messageOf)],
    warnings,
  }
}
