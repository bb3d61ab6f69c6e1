import type { ToolCallPart, ToolOutput, ToolResultPart } from '../speech/content.ts'
import type { Message } from '../speech/message.ts'
import type { ToolApprovalRequest, ToolFailure, ToolResult } from '../speech/tool-part.ts'
import { inParallel } from '../verbs/in-parallel.ts'
import { type Decision, decide } from './decide.ts'
import { execute } from './execute.ts'
import { Mailbox } from './mailbox.ts'
import type { ToolSet } from './tool-set.ts'

/** What the calls of one step need. */
export interface CallScope {
  readonly tools: ToolSet
  readonly messages: readonly Message[]
  readonly maxParallelTools: number
  /** Other words for the model and the browser. */
  readonly errorText?: ((failure: Omit<ToolFailure, 'errorText'>) => string | undefined) | undefined
  readonly signal: AbortSignal
}

export type CallPart = ToolResult | ToolFailure | ToolApprovalRequest

/** A call and what came of it: a part and, unless it waits for somebody, its result for the model. */
export interface AnsweredCall {
  readonly call: ToolCallPart
  readonly part?: CallPart
  readonly result?: ToolResultPart
}

const resultOf = ({ toolCallId, toolName }: ToolCallPart, output: ToolOutput): ToolResultPart => ({
  type: 'tool-result',
  toolCallId,
  toolName,
  output,
})

const called = ({ toolCallId, toolName, input }: ToolCallPart) => ({ toolCallId, toolName, input })

/** An error's own words may name hosts and hold secrets: they are the server's. */
const failed = (call: ToolCallPart, error: unknown, scope: CallScope, said?: string): AnsweredCall => {
  const failure = { type: 'tool-error', ...called(call), error } as const
  const errorText = said ?? scope.errorText?.(failure) ?? `The tool "${call.toolName}" failed.`
  return { call, part: { ...failure, errorText }, result: resultOf(call, { type: 'error-text', value: errorText }) }
}

const answer = async (decision: Decision, scope: CallScope, put: (part: CallPart) => void): Promise<AnsweredCall> => {
  const { kind, call } = decision
  if (kind === 'client') return { call }
  if (kind === 'ask')
    return { call, part: { type: 'tool-approval-request', approvalId: `approval-${call.toolCallId}`, ...called(call) } }
  if (kind === 'fail') return failed(call, decision.error, scope, decision.errorText)
  const result = (output: unknown): ToolResult => ({ type: 'tool-result', ...called(call), output })
  try {
    const context = { toolCallId: call.toolCallId, signal: scope.signal, messages: scope.messages }
    const { output, modelOutput } = await execute(decision.tool, decision.args, context, (output) =>
      put({ ...result(output), preliminary: true }),
    )
    return { call, part: result(output), result: resultOf(call, modelOutput) }
  } catch (error) {
    return failed(call, error, scope)
  }
}

/**
 * Runs calls side by side. Parts are given as they come, answers in the order of the calls.
 * @throws BedrockError `aborted` at once, without waiting for tools that do not heed their signal
 */
export async function* runCalls(
  calls: readonly ToolCallPart[],
  scope: CallScope,
  approved = false,
): AsyncGenerator<CallPart[], readonly AnsweredCall[]> {
  const mailbox = new Mailbox<CallPart>()
  const all = inParallel(calls, scope.maxParallelTools, scope.signal, async (call, signal) => {
    const within = { ...scope, signal }
    const context = { toolCallId: call.toolCallId, signal, messages: scope.messages }
    const answered = await answer(await decide(call, scope.tools, context, approved), within, (part) =>
      mailbox.put(part),
    )
    if (answered.part) mailbox.put(answered.part)
    return answered
  })
  all.catch(() => {}).finally(() => mailbox.close())
  for (;;) {
    const parts = await mailbox.take(scope.signal)
    if (!parts) return all
    yield parts
  }
}
