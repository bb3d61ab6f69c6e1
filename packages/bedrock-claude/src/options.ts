import type { JsonObject } from '@x/bedrock-core/family'

/** How much of its thinking a model shows. Models from Opus 4.7 on show none unless asked for a summary. */
export type ClaudeThinkingDisplay = 'summarized' | 'omitted'

/** A fixed budget of thinking tokens: Claude 3.7 up to 4.6. */
export interface ClaudeThinkingBudget {
  readonly type?: 'enabled'
  /** In tokens, at least 1024; the answer's own tokens come on top unless `maxOutputTokens` is larger. */
  readonly budgetTokens: number
  /** Think between tool calls too, beyond the budget of one thought. Models that think adaptively always may. */
  readonly interleaved?: boolean
  readonly display?: ClaudeThinkingDisplay
}

/** The model decides how much to think, steered by `effort`: Claude 4.6 and later. */
export interface ClaudeThinkingAdaptive {
  readonly type: 'adaptive'
  readonly display?: ClaudeThinkingDisplay
}

export type ClaudeThinking = ClaudeThinkingBudget | ClaudeThinkingAdaptive | { readonly type: 'disabled' }

export type ClaudeEffort = 'low' | 'medium' | 'high' | 'xhigh' | 'max'

/** A tool that Anthropic defines, such as `{ type: 'bash_20250124', name: 'bash' }`, in the wire's own words. */
export interface AnthropicTool extends JsonObject {
  readonly type: string
  readonly name: string
}

/** Claude's own call options. */
export interface ClaudeOptions {
  /** Wins over the call's `reasoning`. */
  readonly thinking?: ClaudeThinking
  /** How much work an answer may cost, thinking or not: Claude Opus 4.5, Claude 4.6 and later. */
  readonly effort?: ClaudeEffort
  /** Beta flags for the body's `anthropic_beta`; Bedrock ignores the header. An unknown one is refused by the service. */
  readonly betas?: readonly string[]
  /** Let one answer call at most one tool. */
  readonly disableParallelToolUse?: boolean
  /** Tools of Anthropic's making, after the call's own tools. Only on InvokeModel. */
  readonly anthropicTools?: readonly AnthropicTool[]
  /** Let the model search the call's tools instead of reading all of them. Only on InvokeModel. */
  readonly toolSearch?: 'regex' | 'bm25'
  /** An opaque id of the end user, for abuse detection; nothing that names a person. Only on InvokeModel. */
  readonly userId?: string
  /** `anthropic_version` of the body; `bedrock-2023-05-31` unless given. Only on InvokeModel. */
  readonly anthropicVersion?: string
}
