import type { ToolResultPart } from '../speech/content.ts'
import type { Generation } from '../speech/generation.ts'
import { notRun } from '../speech/not-run.ts'
import type { Resumed } from './resume.ts'
import { type AnsweredCall, type CallScope, runCalls } from './run-calls.ts'
import type { ToolRunPart } from './tool-set.ts'

type Batches<Result> = AsyncGenerator<ToolRunPart[], Result>

/** Runs what a person approved, and tells of what was denied. Returns all results of the last turn's calls. */
export async function* resumeCalls({ results }: Resumed, scope: CallScope): Batches<readonly ToolResultPart[]> {
  const denied = results.filter(([, { approval }]) => approval?.approved === false)
  if (denied.length > 0)
    yield denied.map(([{ toolCallId, toolName }]) => ({ type: 'tool-output-denied', toolCallId, toolName }))
  const approved = results.filter(([, { approval }]) => approval?.approved).map(([call]) => call)
  const answered = yield* runCalls(approved, scope, true)
  const given = new Map(answered.map(({ call, result }) => [call.toolCallId, result]))
  return results.map(([{ toolCallId }, { approval: _, ...result }]) => given.get(toolCallId) ?? result)
}

/**
 * Runs the calls of an answer. One that was cut, or that a guardrail ended, is not acted on; yet each of its calls must have
 * a result.
 */
export async function* answerCalls(
  { toolCalls, finishReason }: Generation,
  scope: CallScope,
): Batches<readonly AnsweredCall[]> {
  if (finishReason === 'tool-calls') return yield* runCalls(toolCalls, scope)
  const output = { type: 'error-text', value: `${notRun} The answer ended early: ${finishReason}.` } as const
  return toolCalls.map((call) => {
    const { toolCallId, toolName } = call
    return { call, result: { type: 'tool-result', toolCallId, toolName, output } }
  })
}
