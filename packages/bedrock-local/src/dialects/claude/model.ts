import { type JsonObject, maybeNumber } from '@x/bedrock-core/family'
import { charactersPerToken } from '../../answer/tokens.ts'

/*
 * What the model itself refuses, whichever form asked. Converse says the same behind "The model returned the following errors: "
 * (recorded of the size, reported of the others).
 */

/** What is said of thinking, in either form. */
export interface Thought {
  readonly thinking: JsonObject | undefined
  readonly maxTokens: number | undefined
  readonly temperature: number | undefined
  /** Whether a tool must be called. */
  readonly isForced: boolean
}

/** What is wrong with a wish to think. */
export const brokenThinking = ({ thinking, maxTokens, temperature, isForced }: Thought): string | undefined => {
  if (thinking?.['type'] !== 'enabled') return undefined
  const budget = maybeNumber(thinking, 'budget_tokens') ?? 0
  if (budget < 1024) return 'thinking.enabled.budget_tokens: Input should be greater than or equal to 1024'
  if (maxTokens !== undefined && budget >= maxTokens)
    return '`max_tokens` must be greater than `thinking.budget_tokens`.'
  if (isForced) return 'Thinking may not be enabled when tool_choice forces tool use.'
  return [undefined, 1].includes(temperature)
    ? undefined
    : '`temperature` may only be set to 1 when thinking is enabled.'
}

/** A mark behind which the prompt is cached. */
export interface CacheMark {
  /** `messages.0.content.1` */
  readonly at: string
  readonly ttl: string
}

/** Marks in the order tools, system, messages: no more than four, and none that lives longer than one before it (reported). */
export const brokenCache = (marks: readonly CacheMark[]): string | undefined => {
  if (marks.length > 4) return `A maximum of 4 blocks with cache_control may be provided. Found ${marks.length}.`
  const short = marks.findIndex(({ ttl }) => ttl === '5m')
  const late = short < 0 ? undefined : marks.slice(short).find(({ ttl }) => ttl === '1h')
  return late === undefined
    ? undefined
    : `${late.at}.cache_control.ttl: a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block. Note that blocks are processed in the following order: \`tools\`, \`system\`, \`messages\`.`
}

const mostBytes = 9_000_000

/** More text than the service takes at all, or more tokens than the model does, by this package's estimate (both recorded). */
export const brokenSize = (texts: readonly string[], contextTokens: number | undefined): string | undefined => {
  const characters = texts.reduce((sum, text) => sum + text.length, 0)
  // UTF-8 takes at most three bytes for one of these characters: most prompts need not be encoded to be counted.
  if (characters * 3 > mostBytes) {
    const encoder = new TextEncoder()
    const bytes = texts.reduce((sum, text) => sum + encoder.encode(text).length, 0)
    if (bytes > mostBytes) return `too many total text bytes: ${bytes} > ${mostBytes}`
  }
  return characters / charactersPerToken > (contextTokens ?? Number.POSITIVE_INFINITY)
    ? 'Input is too long for requested model.'
    : undefined
}
