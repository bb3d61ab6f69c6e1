import type { CallOptions } from '../client/call-options.ts'
import { BedrockError } from '../errors/bedrock-error.ts'
import { withDetails } from '../errors/with-details.ts'
import { defined } from '../speech/defined.ts'
import { replyOf } from '../speech/generation.ts'
import type { Message } from '../speech/message.ts'
import { askModel } from './ask-model.ts'
import { answerCalls, resumeCalls } from './calls.ts'
import type { ToolRunOptions } from './options.ts'
import { resumed } from './resume.ts'
import type { CallScope } from './run-calls.ts'
import { runOf, stepOf, toolMessages } from './step.ts'
import { type StopCondition, stepCountIs } from './stop.ts'
import type { PartialToolRun, ToolRunPart, ToolSet, ToolStep } from './tool-set.ts'

type Options<Own extends object> = ToolRunOptions<ToolSet, Own>

const defaultSteps = 20

const conditionsOf = ({ stopWhen, maxSteps }: Options<object>): readonly StopCondition[] => {
  const own = stopWhen === undefined ? [] : [stopWhen].flat()
  const most = maxSteps ?? (own.length === 0 ? defaultSteps : undefined)
  return most === undefined ? own : [...own, stepCountIs(most)]
}

const offeredTools = (tools: ToolSet, active: readonly string[] | undefined): ToolSet =>
  active === undefined ? tools : Object.fromEntries(Object.entries(tools).filter(([name]) => active.includes(name)))

/** What one step asks: the run's own options, and over them what `prepareStep` gave. */
const prepared = async <Own extends object>(
  options: Options<Own>,
  steps: readonly ToolStep[],
  messages: readonly Message[],
): Promise<{ readonly offered: ToolSet; readonly call: CallOptions<Own> }> => {
  const { tools, activeTools, prepareStep, prompt: _, stopWhen: _stop, maxSteps: _most, ...rest } = options
  const { maxParallelTools: _parallel, onStepFinish: _finish, errorText: _words, ...asked } = rest
  const given = await prepareStep?.({ stepNumber: steps.length, steps, messages })
  const { activeTools: active = activeTools, ...settings } = given ?? {}
  const offered = offeredTools(tools, active)
  return { offered, call: { ...asked, messages, ...defined(settings), tools: offered } }
}

const isOver = async (
  step: ToolStep,
  steps: readonly ToolStep[],
  stops: readonly StopCondition[],
): Promise<boolean> => {
  if (step.finishReason !== 'tool-calls' || step.approvalRequests.length + step.clientToolCalls.length > 0) return true
  for (const stop of stops) if (await stop({ steps })) return true
  return false
}

/** A failure tells what had been done by then, beside what had come of its own step. */
const withSteps = (cause: unknown, done: PartialToolRun): unknown =>
  BedrockError.is(cause)
    ? withDetails(cause, { partial: { ...(typeof cause.partial === 'object' ? cause.partial : {}), ...done } })
    : cause

/** Asks, runs the tools that were called, and asks again with their results. */
export async function* run<Own extends object>(
  options: Options<Own>,
  signal: AbortSignal,
): AsyncGenerator<ToolRunPart[], void> {
  const { tools, prompt, messages: history = [], maxParallelTools = Number.POSITIVE_INFINITY, errorText } = options
  const stops = conditionsOf(options)
  const steps: ToolStep[] = []
  /** What this run adds to the conversation. */
  const said: Message[] = []
  const scopeOf = (offered: ToolSet, messages: readonly Message[]): CallScope => {
    return { tools: offered, messages, maxParallelTools, errorText, signal }
  }
  try {
    yield [{ type: 'start', steps: true, warnings: [], response: { modelId: options.model.id } }]
    const from = resumed(prompt === undefined ? history : [...history, { role: 'user', content: prompt }])
    const results = toolMessages(yield* resumeCalls(from, scopeOf(tools, from.before)))
    if (from.waited) said.push(...results)
    const begun = [...from.before, ...(from.waited ? [] : results), ...from.after]
    for (;;) {
      const { offered, call } = await prepared(options, steps, [...begun, ...said])
      const stepNumber = steps.length
      const generation = yield* askModel(call, { tools: offered, stepNumber, signal })
      said.push(replyOf(generation))
      const answered = yield* answerCalls(generation, scopeOf(offered, [...begun, ...said]))
      said.push(...toolMessages(answered.map(({ result }) => result)))
      const step = stepOf(generation, stepNumber, answered)
      steps.push(step)
      const { finishReason, usage } = step
      const finish = { finishReason, ...defined({ rawFinishReason: step.rawFinishReason }) }
      await options.onStepFinish?.(step)
      yield [{ type: 'finish-step', stepNumber, ...finish, usage, generation }]
      if (!(await isOver(step, steps, stops))) continue
      const whole = runOf(step, steps, said)
      return yield [{ type: 'finish', ...finish, usage: whole.usage, generation: whole }]
    }
  } catch (cause) {
    throw withSteps(cause, { steps, messages: said })
  }
}
