import { type JsonObject, type Prompt, type ReasoningEffort, type Warning, warningOf } from '@x/bedrock-core/family'
import type { ClaudeEffort, ClaudeOptions } from './options.ts'
import type { Traits } from './traits.ts'

/** Takes note of a change that the caller should know of. */
export type Warn = (code: string, detail: string) => void

/** Why most things are left out. */
export const unknown = 'this model knows none'

/** Takes note in a list. */
export const noteIn =
  (warnings: Warning[]): Warn =>
  (code, detail) => {
    warnings.push(warningOf(code, detail))
  }

/** Thinking as it will be asked for. */
export interface Thought {
  /** The body's `thinking`. */
  readonly body: JsonObject | undefined
  readonly effort: ClaudeEffort | undefined
  /** Tokens to leave for thinking. */
  readonly room: number
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
  const lower = efforts.slice(0, efforts.indexOf(wanted)).findLast((effort) => traits.efforts.includes(effort))
  if (lower) warn('effort-lowered', `${wanted} to ${lower}`)
  else warn('effort-removed', unknown)
  return lower
}

type Kind = 'enabled' | 'adaptive' | 'disabled'

/** The asked kind of thinking, or the one that this model has in its place. */
const kindFor = (traits: Traits, asked: Kind | undefined, warn: Warn): Kind | undefined => {
  const [preferred] = traits.thinking
  if (asked === undefined || (asked === 'disabled' && preferred === undefined)) return undefined
  if (asked === 'disabled' && !traits.alwaysThinks) return asked
  if (asked === 'disabled') warn('thinking-kept', 'this model always thinks')
  else if (traits.thinking.includes(asked)) return asked
  else if (preferred === undefined) warn('thinking-removed', unknown)
  else warn('thinking-changed', `${asked} to ${preferred}`)
  return asked === 'disabled' ? undefined : preferred
}

/** What the family's own `thinking` says, else what `reasoning` says, in this model's terms. */
export const thoughtOf = (prompt: Prompt<ClaudeOptions>, traits: Traits, warn: Warn): Thought => {
  const { thinking, effort: own } = prompt.options
  const budget = thinking && 'budgetTokens' in thinking ? thinking.budgetTokens : undefined
  const display = thinking && 'display' in thinking ? thinking.display : undefined
  const wanted = own ?? prompt.reasoning
  const asked = thinking ? (thinking.type ?? 'enabled') : prompt.reasoning && traits.thinking[0]
  const kind = kindFor(traits, asked, warn)
  const effort = effortFor(traits, kind === 'adaptive' ? wanted : own, warn)
  if (kind === undefined || kind === 'disabled') return { body: kind && { type: kind }, effort, room: 0 }
  // The newest models show none of their thinking unless a summary is asked for.
  if (kind === 'adaptive')
    return { body: { type: kind, display: display ?? 'summarized' }, effort, room: budgets[effort ?? 'high'] }
  const room = Math.max(minBudget, budget ?? budgets[wanted ?? 'high'])
  if (budget !== undefined && budget < room) warn('thinking-budget-raised', `${budget} to ${room}`)
  return { body: { type: kind, budget_tokens: room, display }, effort, room }
}
