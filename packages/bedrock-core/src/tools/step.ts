import type { ToolResultPart } from '../speech/content.ts'
import type { Generation } from '../speech/generation.ts'
import type { Message } from '../speech/message.ts'
import { sumUsage } from '../verbs/sum-usage.ts'
import type { AnsweredCall } from './run-calls.ts'
import type { ToolRun, ToolStep } from './tool-set.ts'

const isDefined = <T>(value: T | undefined): value is T => value !== undefined

/** No message where there is nothing to say in it. */
export const toolMessages = (results: readonly (ToolResultPart | undefined)[]): readonly Message[] => {
  const content = results.filter(isDefined)
  return content.length === 0 ? [] : [{ role: 'tool', content }]
}

/** What was asked and what came of it. */
export const stepOf = (generation: Generation, stepNumber: number, answered: readonly AnsweredCall[]): ToolStep => {
  const parts = answered.map(({ part }) => part).filter(isDefined)
  const waiting = answered.filter(({ part, result }) => part === undefined && result === undefined)
  return {
    ...generation,
    stepNumber,
    toolResults: parts.filter((part) => part.type === 'tool-result'),
    toolErrors: parts.filter((part) => part.type === 'tool-error'),
    approvalRequests: parts.filter((part) => part.type === 'tool-approval-request'),
    clientToolCalls: waiting.map(({ call: { toolCallId, toolName, input } }) => ({ toolCallId, toolName, input })),
  }
}

/** The whole: the last step's answer, with what all steps consumed. */
export const runOf = (last: ToolStep, steps: readonly ToolStep[], messages: readonly Message[]): ToolRun => {
  const { stepNumber: _, toolResults: _results, toolErrors: _errors, ...said } = last
  const warnings = new Map(steps.flatMap((step) => step.warnings.map((warning) => [warning.message, warning])))
  const usage = sumUsage(steps.map((step) => step.usage.reports))
  return { ...said, usage, warnings: [...warnings.values()], steps, messages }
}
