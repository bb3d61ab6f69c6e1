import {
  isToolPart,
  type Json,
  MessageDraft,
  toolNameOf,
  type UIChunk,
  type UIMessage,
  type UIToolPart,
} from '@x/bedrock-core/ui'
import { invalid } from './bedrock-errors.ts'
import type { Chat, ChatSnapshot } from './chat-types.ts'
import { isBusy, whenIdle } from './when-idle.ts'

/** What a tool in the browser gave; `errorText` goes to the model. */
export type ToolOutput =
  | { readonly toolCallId: string; readonly output: Json }
  | { readonly toolCallId: string; readonly errorText: string }

/** What the user decided; `id` is the approval's. */
export interface ToolApprovalResponse {
  readonly id: string
  readonly approved: boolean
  readonly reason?: string
}

const lastStep = (message: UIMessage | undefined): readonly UIToolPart[] =>
  message?.role === 'assistant'
    ? message.parts
        .slice(message.parts.findLastIndex(({ type }) => type === 'step-start') + 1)
        .filter(
          (part): part is UIToolPart => isToolPart(part) && (!part.providerExecuted || part.approval !== undefined),
        )
    : []

const isAnswered = ({ state, preliminary }: UIToolPart): boolean =>
  /^output-(error|denied)$|^approval-responded$/.test(state) || (state === 'output-available' && !preliminary)

/** Whether the last step called tools, and every call has its output, or the user's decision. */
export const toolCallsAnswered = ({ messages }: Pick<ChatSnapshot, 'messages'>): boolean => {
  const calls = lastStep(messages.at(-1))
  return calls.length > 0 && calls.every(isAnswered)
}

/** Waits for the end of an answer in progress, writes to the call's message, and goes on where that is due. */
const answer = async (chat: Chat, isCall: (part: UIToolPart) => boolean, chunk: UIChunk): Promise<void> => {
  const wasBusy = isBusy(chat.snapshot())
  await whenIdle(chat)
  const { messages, outcome } = chat.snapshot()
  const place = messages.findLastIndex(({ parts }) => parts.some((part) => isToolPart(part) && isCall(part)))
  const message = messages[place]
  if (message === undefined) throw invalid('There is no such tool call. Name one that waits.')
  const draft = new MessageDraft(message)
  draft.apply(chunk)
  chat.setMessages(messages.with(place, draft.snapshot()))
  // Who stopped the answer that called the tool wants no other.
  if (wasBusy && outcome !== 'done') return
  const { sendAutomaticallyWhen = toolCallsAnswered } = chat.options()
  const snapshot = chat.snapshot()
  if (sendAutomaticallyWhen(snapshot)) await chat.ask({ messages: snapshot.messages })
}

/**
 * Gives a tool call its output, as soon as no answer is in progress, and sends the conversation on when `sendAutomaticallyWhen`
 * says so. The server believes it where `readChatRequest` has the tool without `execute`, or names it in `toolResults`.
 * @throws BedrockError `invalid-argument` for a call that is not in the conversation
 */
export const addToolOutput = (chat: Chat, result: ToolOutput): Promise<void> => {
  const chunk: UIChunk =
    'output' in result ? { type: 'tool-output-available', ...result } : { type: 'tool-output-error', ...result }
  return answer(chat, ({ toolCallId }) => toolCallId === result.toolCallId, chunk)
}

/**
 * Answers a server that asks whether a tool may run, and sends the conversation on when `sendAutomaticallyWhen` says so.
 * @throws BedrockError `invalid-argument` for an approval that nobody waits for
 */
export const addToolApprovalResponse = (chat: Chat, { id, ...decision }: ToolApprovalResponse): Promise<void> =>
  answer(chat, ({ state, approval }) => state === 'approval-requested' && approval?.id === id, {
    type: 'tool-approval-response',
    approvalId: id,
    ...decision,
  })

/** A tool call that waits for the browser: for its output, or for a decision where `approvalId` is there. */
export interface WaitingToolCall {
  readonly toolCallId: string
  readonly toolName: string
  readonly input: Json | undefined
  readonly approvalId: string | undefined
  readonly part: UIToolPart
}

export const waitingToolCall = (part: UIToolPart): WaitingToolCall => ({
  toolCallId: part.toolCallId,
  toolName: toolNameOf(part),
  input: part.input,
  approvalId: part.state === 'approval-requested' ? part.approval?.id : undefined,
  part,
})

/** The calls that wait for the browser: while an answer is in progress, only those that ask for approval. */
export const waitingToolCalls = (snapshot: Pick<ChatSnapshot, 'messages' | 'status'>): readonly WaitingToolCall[] =>
  lastStep(snapshot.messages.at(-1))
    .filter(({ state }) => state === 'approval-requested' || (state === 'input-available' && !isBusy(snapshot)))
    .map(waitingToolCall)

/** A tool that runs in the browser. The message of what it throws goes to the model. */
export type BrowserTool = (input: Json | undefined, call: WaitingToolCall) => Json | Promise<Json>

export type BrowserTools = Readonly<Record<string, BrowserTool>>

/** Runs the browser's tools whenever the model has called them; the result ends that. */
export const runToolCalls = (chat: Chat, tools: BrowserTools | (() => BrowserTools)): (() => void) => {
  const begun = new Set<string>()
  const run = async (tool: BrowserTool, call: WaitingToolCall): Promise<void> => {
    const { toolCallId } = call
    let result: ToolOutput
    // Not in the midst of what the chat is publishing.
    await undefined
    try {
      result = { toolCallId, output: await tool(call.input, call) }
    } catch (cause) {
      result = { toolCallId, errorText: cause instanceof Error ? cause.message : String(cause) }
    }
    await addToolOutput(chat, result)
  }
  const look = (): void => {
    const now = typeof tools === 'function' ? tools() : tools
    for (const call of waitingToolCalls(chat.snapshot())) {
      const tool = Object.hasOwn(now, call.toolName) ? now[call.toolName] : undefined
      if (tool === undefined || call.approvalId !== undefined || begun.has(call.toolCallId)) continue
      begun.add(call.toolCallId)
      // A conversation that was replaced meanwhile has no such call any more.
      run(tool, call).catch(() => {})
    }
  }
  look()
  return chat.subscribe(look)
}
