import type {
  AssistantPart,
  ReasoningPart,
  TextPart,
  ToolCallPart,
  ToolOutput,
  ToolResultPart,
  UserPart,
} from '../../speech/content.ts'
import type { Message } from '../../speech/message.ts'
import {
  isToolPart,
  toolNameOf,
  type UIMessage,
  type UIPart,
  type UIReasoningPart,
  type UIToolPart,
} from '../message.ts'
import { filePart } from './data-url.ts'
import { refusal } from './limits.ts'

const textParts = (part: UIPart): readonly TextPart[] =>
  part.type === 'text' && part.text !== '' ? [{ type: 'text', text: part.text }] : []

const userParts = (part: UIPart): readonly UserPart[] => (part.type === 'file' ? [filePart(part)] : textParts(part))

/** A thought that was cut off has no whole signature and would be refused. */
const reasoningParts = (part: UIReasoningPart): readonly ReasoningPart[] => {
  if (part.state === 'streaming') return []
  const { signature, redacted } = part.providerMetadata?.['bedrock'] ?? {}
  return [
    {
      type: 'reasoning',
      text: part.text,
      ...(typeof signature === 'string' ? { signature } : {}),
      ...(typeof redacted === 'string' ? { redacted } : {}),
    },
  ]
}

const callOf = (part: UIToolPart): ToolCallPart => {
  const call = { type: 'tool-call', toolCallId: part.toolCallId, toolName: toolNameOf(part) } as const
  if (part.input !== undefined) return { ...call, input: part.input }
  return { ...call, input: part.rawInput ?? part.inputText ?? '', invalid: true }
}

const notRun: ToolOutput = { type: 'error-text', value: 'The tool was not run.' }
const refused: ToolOutput = { type: 'error-text', value: 'The user refused this tool call.' }

/** Every call must have its result; where a browser is not believed, ours says that there is none. */
const outputOf = (part: UIToolPart, believed: boolean): ToolOutput => {
  if (part.state === 'output-denied') return refused
  if (part.state === 'output-available') {
    if (!believed)
      throw refusal(
        `a result of the tool "${toolNameOf(part)}" is not believed. Name the tool in readChatRequest's toolResults if browsers may send it.`,
      )
    return typeof part.output === 'string'
      ? { type: 'text', value: part.output }
      : { type: 'json', value: part.output ?? null }
  }
  if (part.state === 'output-error' && believed && typeof part.errorText === 'string')
    return { type: 'error-text', value: part.errorText }
  return notRun
}

const assistantParts = (part: UIPart): readonly AssistantPart[] => {
  if (part.type === 'reasoning') return reasoningParts(part)
  if (part.type === 'file') return [filePart(part)]
  return isToolPart(part) ? [callOf(part)] : textParts(part)
}

/** One step is one call of a model: what it said, then what its tools gave. */
const stepTurns = (parts: readonly UIPart[], toolResults: readonly string[]): readonly Message[] => {
  const content = parts.flatMap(assistantParts)
  const results = parts.filter(isToolPart).map((part): ToolResultPart => {
    const toolName = toolNameOf(part)
    return {
      type: 'tool-result',
      toolCallId: part.toolCallId,
      toolName,
      output: outputOf(part, toolResults.includes(toolName)),
    }
  })
  return [
    ...(content.length === 0 ? [] : [{ role: 'assistant', content } as const]),
    ...(results.length === 0 ? [] : [{ role: 'tool', content: results } as const]),
  ]
}

const steps = (parts: readonly UIPart[]): readonly (readonly UIPart[])[] => {
  const all: UIPart[][] = [[]]
  for (const part of parts) {
    if (part.type === 'step-start') all.push([])
    else all.at(-1)?.push(part)
  }
  return all
}

/**
 * A browser's conversation in our words. Sources, data and empty texts are for the page and do not go to the model; an
 * answer that was stopped before its first word leaves no turn.
 * @throws BedrockError `invalid-argument` for files and tool results that are not believed
 */
export const toMessages = (messages: readonly UIMessage[], toolResults: readonly string[] = []): readonly Message[] =>
  messages.flatMap((message, index): readonly Message[] => {
    if (message.role === 'assistant') return steps(message.parts).flatMap((parts) => stepTurns(parts, toolResults))
    if (message.role === 'system') return [{ role: 'system', content: message.parts.flatMap(textParts) }]
    const content = message.parts.flatMap(userParts)
    if (content.length === 0) throw refusal(`messages[${index}] says nothing. Send a text or a file.`)
    return [{ role: 'user', content }]
  })
