import type { JsonObject, Prompt, ReasoningEffort } from '@x/bedrock-core/family'
import type { ClaudeEffort, ClaudeOptions, ClaudeThinkingBudget, ClaudeThinkingDisplay } from './options.ts'
import type { Traits } from './traits.ts'

/** Takes note of a change that the caller should know of. */
export type Warn = (code: string, message: string) => void

/** Thinking as it will be asked for. */
export interface Thought {
  /** The body's `thinking`. */
  readonly body?: JsonObject
  readonly effort?: ClaudeEffort | undefined
  /** Tokens to leave for thinking. */
  readonly room: number
  readonly interleaved?: boolean
}

/** The API refuses less. */
const minBudget = 1024
const budgets: Readonly<Record<ReasoningEffort, number>> = {
  low: 1024,
  medium: 2048,
  high: 4096,
  xhigh: 8192,
  max: 16384,
}
const efforts: readonly ClaudeEffort[] = ['low', 'medium', 'high', 'xhigh', 'max']

/** The nearest effort at or below the wanted one that the model knows. */
const effortFor = (traits: Traits, wanted: ClaudeEffort | undefined, warn: Warn): ClaudeEffort | undefined => {
  if (wanted === undefined || traits.efforts.includes(wanted)) return wanted
  if (traits.efforts.length === 0) {
    warn('effort-removed', 'effort was left out: this model has no such setting.')
    return undefined
  }
  const lower = efforts.slice(0, efforts.indexOf(wanted)).findLast((effort) => traits.efforts.includes(effort))
  warn('effort-lowered', `effort "${lower}" was sent: this model does not know "${wanted}".`)
  return lower
}

/** The newest models show none of their thinking unless a summary is asked for. */
const adaptively = (
  traits: Traits,
  effort: ClaudeEffort | undefined,
  display: ClaudeThinkingDisplay = 'summarized',
  warn: Warn,
): Thought => {
  const sent = effortFor(traits, effort, warn)
  return { body: { type: 'adaptive', display }, effort: sent, room: budgets[sent ?? 'high'] }
}

const withinBudget = (
  traits: Traits,
  asked: ClaudeThinkingBudget,
  effort: ClaudeEffort | undefined,
  warn: Warn,
): Thought => {
  const room = Math.max(minBudget, asked.budgetTokens)
  if (room !== asked.budgetTokens)
    warn('thinking-budget-raised', `A thinking budget of ${room} was sent: ${asked.budgetTokens} is below the minimum.`)
  return {
    body: { type: 'enabled', budget_tokens: room, display: asked.display },
    effort: effortFor(traits, effort, warn),
    room,
    interleaved: asked.interleaved ?? false,
  }
}

/** What the family's own `thinking` says, else what `reasoning` says, in this model's terms. */
export const thoughtOf = (prompt: Prompt<ClaudeOptions>, traits: Traits, warn: Warn): Thought => {
  const { thinking, effort } = prompt.options
  const wanted = effort ?? prompt.reasoning
  const adapts = traits.thinking.includes('adaptive')
  if (thinking !== undefined && 'budgetTokens' in thinking) {
    if (traits.thinking.includes('enabled')) return withinBudget(traits, thinking, effort, warn)
    warn('thinking-adaptive', 'This model takes no thinking budget; it was asked to think adaptively.')
    return adaptively(traits, wanted, thinking.display, warn)
  }
  if (thinking?.type === 'adaptive') {
    if (adapts) return adaptively(traits, wanted, thinking.display, warn)
    warn('thinking-budgeted', 'This model does not think adaptively; it was given a budget.')
    return withinBudget(traits, { budgetTokens: budgets[wanted ?? 'high'] }, undefined, warn)
  }
  if (thinking?.type === 'disabled') {
    if (!traits.alwaysThinks) return { body: { type: 'disabled' }, effort: effortFor(traits, effort, warn), room: 0 }
    warn('thinking-kept', 'This model always thinks; thinking was not turned off.')
    return { effort: effortFor(traits, effort, warn), room: 0 }
  }
  if (prompt.reasoning === undefined) return { effort: effortFor(traits, effort, warn), room: 0 }
  if (adapts) return adaptively(traits, wanted, undefined, warn)
  return withinBudget(traits, { budgetTokens: budgets[prompt.reasoning] }, effort, warn)
}
