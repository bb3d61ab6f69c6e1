import type {
  AssistantPart,
  ReasoningPart,
  TextPart,
  ToolCallPart,
  ToolResultPart,
  UserPart,
} from '../../speech/content.ts'
import type { Message } from '../../speech/message.ts'
import { notRun, refusedBy } from '../../speech/not-run.ts'
import {
  isToolPart,
  toolNameOf,
  type UIMessage,
  type UIPart,
  type UIReasoningPart,
  type UIToolPart,
} from '../message.ts'
import { filePart } from './data-url.ts'
import { type ChatTool, refusal } from './limits.ts'

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

/** What a browser is believed. */
export interface Beliefs {
  /** Tools that it runs, by name. */
  readonly toolResults?: readonly string[]
  /** Parts that bear the server's signature. Where there is such a set, only they are believed. */
  readonly proved?: ReadonlySet<UIToolPart>
  /** Tells how the model is told of an output. */
  readonly tools?: Readonly<Record<string, ChatTool>>
}

const unbelieved = (part: UIToolPart) =>
  refusal(
    `what it says of the tool "${toolNameOf(part)}" is not believed. Pass the same seal to toUIResponse and readChatRequest, or name the tool in toolResults.`,
  )

type Result = Pick<ToolResultPart, 'output' | 'approval'>

const failed = (value: string): Result => ({ output: { type: 'error-text', value } })

/** To refuse a call needs no proof. */
const denied = ({ approval }: UIToolPart): Result => {
  const reason = typeof approval?.reason === 'string' ? approval.reason : ''
  return { ...failed(refusedBy(reason)), approval: { approved: false, reason } }
}

const given = (part: UIToolPart, { tools = {} }: Beliefs): Result => {
  const { output = null } = part
  const name = toolNameOf(part)
  const worded = Object.hasOwn(tools, name) ? tools[name]?.toModelOutput?.(output) : undefined
  return {
    output: worded ?? (typeof output === 'string' ? { type: 'text', value: output } : { type: 'json', value: output }),
  }
}

/** Every call must have its result; where a browser is not believed, ours says that there is none. */
const resultOf = (part: UIToolPart, beliefs: Beliefs): Result => {
  const { state, approval, errorText } = part
  const { proved, toolResults } = beliefs
  const believed = proved?.has(part) ?? toolResults?.includes(toolNameOf(part))
  if (state === 'output-denied') return { output: denied(part).output }
  if (state === 'approval-responded' && approval?.approved === false) return denied(part)
  if (state === 'approval-responded' && approval?.approved === true) {
    if (proved?.has(part)) return { ...failed(notRun), approval: { approved: true } }
    throw unbelieved(part)
  }
  if (state === 'output-available' && !part.preliminary) {
    if (believed) return given(part, beliefs)
    throw unbelieved(part)
  }
  return failed(state === 'output-error' && believed && typeof errorText === 'string' ? errorText : notRun)
}

const assistantParts = (part: UIPart): readonly AssistantPart[] => {
  if (part.type === 'reasoning') return reasoningParts(part)
  if (part.type === 'file') return [filePart(part)]
  return isToolPart(part) ? [callOf(part)] : textParts(part)
}

/** One step is one call of a model: what it said, then what its tools gave. */
const stepTurns = (parts: readonly UIPart[], beliefs: Beliefs): readonly Message[] => {
  const content = parts.flatMap(assistantParts)
  const results = parts.filter(isToolPart).map(
    (part): ToolResultPart => ({
      type: 'tool-result',
      toolCallId: part.toolCallId,
      toolName: toolNameOf(part),
      ...resultOf(part, beliefs),
    }),
  )
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
export const toMessages = (messages: readonly UIMessage[], beliefs: Beliefs = {}): readonly Message[] =>
  messages.flatMap((message, index): readonly Message[] => {
    if (message.role === 'assistant') return steps(message.parts).flatMap((parts) => stepTurns(parts, beliefs))
    if (message.role === 'system') return [{ role: 'system', content: message.parts.flatMap(textParts) }]
    const content = message.parts.flatMap(userParts)
    if (content.length === 0) throw refusal(`messages[${index}] says nothing. Send a text or a file.`)
    return [{ role: 'user', content }]
  })
