import type { ToolStep } from './tool-set.ts'

/** Looks at the steps so far and says whether the run ends. */
export type StopCondition = (run: { readonly steps: readonly ToolStep[] }) => boolean | PromiseLike<boolean>

/** After so many steps. */
export const stepCountIs =
  (count: number): StopCondition =>
  ({ steps }) =>
    steps.length >= count

/** After a step that called one of these tools. */
export const hasToolCall =
  (...toolNames: readonly string[]): StopCondition =>
  ({ steps }) =>
    steps.at(-1)?.toolCalls.some(({ toolName }) => toolNames.includes(toolName)) ?? false
