import type { ToolCallPart, ToolResultPart } from '../../speech/content.ts'
import { notRun, refusedBy } from '../../speech/not-run.ts'
import { toolNameOf, type UIToolPart, type UIToolState } from '../message.ts'
import type { ChatTool, ReadToolPart } from './chat-tools.ts'
import { oneOf, text } from './readers.ts'
import { refusal } from './refusal.ts'

/** What a browser is believed. */
export interface Beliefs {
  /** Tools that it runs, by name. */
  readonly toolResults?: readonly string[]
  /** Parts that bear the server's signature. Where there is such a set, only they are believed. */
  readonly proved?: ReadonlySet<UIToolPart>
  /** Tells how the model is told of an output. */
  readonly tools?: Readonly<Record<string, ChatTool>>
}

const states: Readonly<Record<UIToolState, true>> = {
  'input-streaming': true,
  'input-available': true,
  'approval-requested': true,
  'approval-responded': true,
  'output-available': true,
  'output-error': true,
  'output-denied': true,
}

/** Bedrock's own rule for names of tools. */
const legalName = /^[a-zA-Z0-9_-]{1,64}$/

/** Of a tool call, nothing but its type has been checked. */
const checkedName = (part: UIToolPart): string => {
  const toolName = text(toolNameOf(part), "a tool's name")
  if (!legalName.test(toolName)) throw refusal(`the tool's name "${toolName}" is not 1–64 letters, digits, "_" or "-".`)
  oneOf(part.state, `the state of a call of the tool "${toolName}"`, Object.keys(states))
  if (text(part.toolCallId, `the id of a call of the tool "${toolName}"`) === '')
    throw refusal(`a call of the tool "${toolName}" has no id.`)
  return toolName
}

const unbelieved = (toolName: string) =>
  refusal(
    `what it says of the tool "${toolName}" is not believed. Pass the same seal to toUIResponse and readChatRequest, or name the tool in toolResults.`,
  )

type Result = Pick<ToolResultPart, 'output' | 'approval'>

const failed = (value: string): Result => ({ output: { type: 'error-text', value } })

/** To refuse a call needs no proof. */
const denied = ({ approval }: UIToolPart): Result => {
  const reason = typeof approval?.reason === 'string' ? approval.reason : ''
  return { ...failed(refusedBy(reason)), approval: { approved: false, reason } }
}

const given = ({ output = null }: UIToolPart, tool: ChatTool | undefined): Result => ({
  output:
    tool?.toModelOutput?.(output) ??
    (typeof output === 'string' ? { type: 'text', value: output } : { type: 'json', value: output }),
})

/** Where a browser is not believed, ours says that there is no result. */
const resultOf = (part: UIToolPart, toolName: string, { proved, toolResults, tools = {} }: Beliefs): Result => {
  const { state, approval, errorText } = part
  const believed = proved?.has(part) ?? toolResults?.includes(toolName)
  if (state === 'output-denied') return { output: denied(part).output }
  if (state === 'approval-responded' && approval?.approved === false) return denied(part)
  if (state === 'approval-responded' && approval?.approved === true) {
    if (proved?.has(part)) return { ...failed(notRun), approval: { approved: true } }
    throw unbelieved(toolName)
  }
  if (state === 'output-available' && !part.preliminary) {
    if (believed) return given(part, Object.hasOwn(tools, toolName) ? tools[toolName] : undefined)
    throw unbelieved(toolName)
  }
  return failed(state === 'output-error' && believed && typeof errorText === 'string' ? errorText : notRun)
}

const inputOf = ({ input, rawInput, inputText }: UIToolPart): Pick<ToolCallPart, 'input' | 'invalid'> =>
  input === undefined ? { input: rawInput ?? inputText ?? '', invalid: true } : { input }

/** Reads tool calls and what a browser is believed of their results. The reader throws BedrockError `invalid-argument`. */
export const toolTurns =
  (beliefs: Beliefs): ReadToolPart =>
  (part) => {
    const { toolCallId } = part
    const toolName = checkedName(part)
    return [
      { type: 'tool-call', toolCallId, toolName, ...inputOf(part) },
      { type: 'tool-result', toolCallId, toolName, ...resultOf(part, toolName, beliefs) },
    ]
  }
