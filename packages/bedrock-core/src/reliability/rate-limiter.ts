import type { Limit, LimitedAttempt } from '../client/limit.ts'
import type { Spending } from '../client/watch.ts'
import { BedrockError } from '../errors/bedrock-error.ts'
import { bareIdAt } from '../family/model-id.ts'
import type { UsageCounts } from '../speech/usage.ts'
import { estimateTokens } from './estimate-tokens.ts'
import { Lane, type Outcome } from './lane.ts'
import { checkRateLimits, type RateLimits } from './rate-limits.ts'

export interface RateLimiterOptions extends RateLimits {
  /** Limits of models that differ, by the start of their ids, a geography before it or not; the longest that fits wins. */
  readonly models?: Readonly<Record<string, RateLimits>>
  /** The tokens that an attempt is likely to count for. Default: a quarter of its texts' characters, and `maxOutputTokens`. */
  readonly estimate?: (attempt: LimitedAttempt) => number
}

/** What an answer is reckoned with where its call does not bound it. */
const unboundedAnswer = 1000

const limitsFor = ({ models = {}, ...common }: RateLimiterOptions, id: string): RateLimits => {
  const fitting = Object.keys(models).filter((start) => bareIdAt(id, start) !== undefined)
  const longest = fitting.toSorted((left, right) => right.length - left.length)[0]
  return { ...common, ...(longest === undefined ? {} : models[longest]) }
}

/** Tokens read from a cache do not count in the quota. */
const spent = ({ inputTokens, outputTokens, cacheWriteTokens = 0 }: UsageCounts, cost: number): number | undefined =>
  inputTokens === undefined && outputTokens === undefined
    ? undefined
    : (inputTokens ?? 0) + cacheWriteTokens + (outputTokens ?? 0) * cost

const outcomeOf = (spending: Spending | undefined, failure: unknown, cost: number): Outcome => {
  const error = BedrockError.is(failure) ? failure : undefined
  return {
    // What was refused has used no tokens.
    tokens:
      spending === undefined ? (error?.status === undefined ? undefined : 0) : spent(spending.partial().usage, cost),
    throttled: error?.code === 'throttled',
    retryAfter: (error?.retryAfter ?? 1) * 1000,
  }
}

/**
 * Has attempts wait until they fit within limits, each model of each region in its own line, in the order in which they
 * came; each is signed after it has waited. Tokens are guessed before and corrected by the answer's usage. Throttling
 * answers pause a line and halve its limits, which successes then give back. Waiting counts for `timeout.total`, not for
 * `firstByte`. One value may serve several clients, which then share its limits; it knows nothing of other processes.
 * @throws BedrockError `invalid-argument`
 */
export const rateLimiter = (options: RateLimiterOptions, now: () => number = () => performance.now()): Limit => {
  for (const limits of [options, ...Object.values(options.models ?? {})]) checkRateLimits(limits)
  const lanes = new Map<string, { readonly lane: Lane; readonly cost: number; readonly counts: boolean }>()
  const laneOf = (id: string, region: string) => {
    const key = `${region} ${id}`
    const known = lanes.get(key)
    if (known) return known
    const limits = limitsFor(options, id)
    const counts = limits.tokensPerMinute !== undefined
    const made = { lane: new Lane(limits, now), cost: limits.outputTokenCost ?? 1, counts }
    lanes.set(key, made)
    return made
  }
  return async (watch, attempt) => {
    const { lane, cost, counts } = laneOf(attempt.modelId, attempt.region)
    const answer = (attempt.plan.prompt?.maxOutputTokens ?? unboundedAnswer) * cost
    const guess = (): number => options.estimate?.(attempt) ?? estimateTokens(attempt.plan.body) + answer
    const entry = await lane.enter(counts ? guess() : 0, watch.signal)
    const { close } = watch
    let ended = false
    watch.close = (spending, failure) => {
      close(spending, failure)
      if (ended) return
      ended = true
      lane.leave(entry, outcomeOf(spending, failure, cost))
    }
  }
}
