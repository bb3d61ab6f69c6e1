import { BedrockError } from '../errors/bedrock-error.ts'

/** Absent: no limit of that kind. */
export interface RateLimits {
  /** Attempts that may begin in any minute. */
  readonly requestsPerMinute?: number
  /** Tokens of prompt and answer that may be counted in any minute. */
  readonly tokensPerMinute?: number
  /** Most attempts at once; a stream counts until its end. */
  readonly concurrency?: number
  /** What a token that the model says counts for in the quota: 5 for some models by AWS's quota page. Default 1. */
  readonly outputTokenCost?: number
}

/** @throws BedrockError `invalid-argument` */
export const checkRateLimits = (limits: RateLimits): RateLimits => {
  for (const name of ['requestsPerMinute', 'tokensPerMinute', 'concurrency', 'outputTokenCost'] as const) {
    const value = limits[name]
    const lowest = name === 'concurrency' || name === 'requestsPerMinute' ? 1 : Number.MIN_VALUE
    if (value !== undefined && !(value >= lowest))
      throw new BedrockError('invalid-argument', `rateLimiter: ${name} is ${value}; it must be above 0.`)
  }
  return limits
}
