import { abortedError } from '../errors/aborted.ts'
import { BedrockError } from '../errors/bedrock-error.ts'
import { checkCount } from '../errors/check-count.ts'
import { withDetails } from '../errors/with-details.ts'

export interface RetryOptions {
  /** How often a call is tried at most, the first time included. Default 3. */
  readonly maxAttempts?: number
}

/** Runs `work` until it succeeds, fails for good, or may not be tried again. The number counts from 1. */
export type Retry = <T>(work: (attempt: number) => Promise<T>, signal: AbortSignal) => Promise<T>

/** What waiting takes from the world. */
export interface Waiting {
  /** At least 0, below 1. */
  readonly random: () => number
  /** Resolves after so many milliseconds, and at once when the signal is aborted. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>
}

// The numbers are those of the AWS SDKs' "standard" mode of 2026 (@smithy/core 3.41).
const throttling = { base: 1000, cost: 5 }
const transient = { base: 50, cost: 14 }
const longestDelay = 20_000
const mostBeyondDelay = 5_000
/** Retries that a client may owe: a service that is down is not asked thrice by everybody. */
const budget = 500

const kindOf = ({ code }: BedrockError): typeof throttling =>
  code === 'throttled' || code === 'model-not-ready' ? throttling : transient

/** Milliseconds before the next attempt: full jitter, and what the service asks for within bounds. */
export const delayAfter = (error: BedrockError, attempt: number, random: () => number): number => {
  const delay = random() * Math.min(kindOf(error).base * 2 ** (attempt - 1), longestDelay)
  return Math.max(delay, Math.min((error.retryAfter ?? 0) * 1000, delay + mostBeyondDelay))
}

const sleep: Waiting['sleep'] = (milliseconds, signal) =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    if (signal.aborted) done()
    else signal.addEventListener('abort', done)
  })

/**
 * One budget for all calls of a client: a retry takes from it and success gives back.
 * @throws BedrockError `invalid-argument`
 */
export const createRetry = (
  options: RetryOptions | false = {},
  waiting: Waiting = { random: () => Math.random(), sleep },
): Retry => {
  const maxAttempts = options ? (options.maxAttempts ?? 3) : 1
  checkCount('retry.maxAttempts', maxAttempts)
  let tokens = budget
  return async (work, signal) => {
    let paid = 1
    for (let attempt = 1; ; attempt += 1) {
      try {
        const result = await work(attempt)
        tokens = Math.min(budget, tokens + paid)
        return result
      } catch (cause) {
        if (!BedrockError.is(cause)) throw cause
        const { cost } = kindOf(cause)
        if (!cause.retryable || attempt >= maxAttempts || tokens < cost || signal.aborted)
          throw withDetails(cause, { attempts: attempt })
        tokens -= cost
        paid = cost
        await waiting.sleep(delayAfter(cause, attempt, waiting.random), signal)
        if (signal.aborted) throw withDetails(abortedError(signal), { attempts: attempt })
      }
    }
  }
}
