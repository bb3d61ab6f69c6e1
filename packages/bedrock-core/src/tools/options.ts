import type { CallOptions } from '../client/call-options.ts'
import { checkCount } from '../errors/check-count.ts'
import type { Message } from '../speech/message.ts'
import type { ToolFailure } from '../speech/tool-part.ts'
import type { StopCondition } from './stop.ts'
import type { ToolSet, ToolStep } from './tool-set.ts'

/** A choice among the tools of a set. */
export type ToolChoiceOf<Tools extends ToolSet> = 'auto' | 'required' | 'none' | { readonly tool: keyof Tools & string }

/** What differs in one step; what is absent stays as it was asked for the run. */
export interface StepOptions<Tools extends ToolSet, Options extends object>
  extends Partial<Omit<CallOptions<Options>, 'tools' | 'toolChoice' | 'prompt' | 'signal' | 'stopWhen' | 'maxSteps'>> {
  /** Whether and which of the tools must be called. */
  readonly toolChoice?: ToolChoiceOf<Tools>
  /** The tools to offer, by name. */
  readonly activeTools?: readonly (keyof Tools & string)[]
}

/** What `prepareStep` sees. */
export interface StepState<Tools extends ToolSet> {
  /** Counted from 0. */
  readonly stepNumber: number
  readonly steps: readonly ToolStep<Tools>[]
  /** What the model will be asked, unless the step's own `messages` replace it. */
  readonly messages: readonly Message[]
}

export interface ToolRunOptions<Tools extends ToolSet, Options extends object = object>
  extends Omit<CallOptions<Options>, 'tools' | 'toolChoice' | 'stopWhen' | 'maxSteps'> {
  /** By name. */
  readonly tools: Tools
  /** Whether and which of the tools must be called. Default `auto`. */
  readonly toolChoice?: ToolChoiceOf<Tools>
  /** The tools to offer, by name. Default: all. */
  readonly activeTools?: readonly (keyof Tools & string)[]
  /** Ends the run after a step, once its tools have run; one condition that holds is enough. */
  readonly stopWhen?: StopCondition | readonly StopCondition[]
  /** How often the model is asked at most. Default 20, without `stopWhen`. */
  readonly maxSteps?: number
  /** How many tools run at once. Default: all that the model called. */
  readonly maxParallelTools?: number
  /** Called before each step; what it gives holds for that step alone. */
  prepareStep?(
    state: StepState<Tools>,
  ): StepOptions<Tools, Options> | undefined | PromiseLike<StepOptions<Tools, Options> | undefined>
  /** Called, and waited for, after each step and its tools. */
  onStepFinish?(step: ToolStep<Tools>): void | PromiseLike<void>
  /**
   * Words for the model, and for a browser, where a tool threw. Default: that it failed, and no more, since an error may
   * name hosts or hold secrets.
   */
  readonly errorText?: (failure: Omit<ToolFailure, 'errorText'>) => string | undefined
}

/** @throws BedrockError `invalid-argument` */
export const checkRun = <Tools extends ToolSet>({
  maxSteps = 1,
  maxParallelTools = 1,
}: Pick<ToolRunOptions<Tools>, 'maxSteps' | 'maxParallelTools'>): void => {
  for (const [name, value] of Object.entries({ maxSteps, maxParallelTools }))
    if (value !== Number.POSITIVE_INFINITY) checkCount(name, value)
}
