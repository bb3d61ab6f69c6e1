import { BedrockError } from '../errors/bedrock-error.ts'
import type { UsageCounts } from '../speech/usage.ts'

/** Limits in milliseconds; absent: none. Each ends the call with a `timeout` error that holds what had arrived. */
export interface TimeoutOptions {
  /**
   * From sending until the response's headers, connecting included, waiting for a rate limiter not, for each attempt. Of
   * an answer that is not streamed they come when the model has finished.
   */
  readonly firstByte?: number
  /** Between two pieces of a streamed answer, while somebody waits for the next. */
  readonly idle?: number
  /** The whole call: all attempts and the waiting between them. */
  readonly total?: number
}

/** Knows what an attempt has used. */
export interface Spending {
  partial(): { readonly usage: UsageCounts }
}

/** A signal that follows another and ends when a limit is passed. */
export interface Watch {
  readonly signal: AbortSignal
  abort(reason?: unknown): void
  /** Starts this limit's time instead of the one that runs; without a name, none runs. */
  arm(limit?: keyof TimeoutOptions): void
  /** Stops the time and follows no more: the attempt is over. Told what came of it, as far as anything did. */
  close(spending?: Spending, failure?: unknown): void
}

/** The longest that `setTimeout` waits: what is longer would end at once. */
const longest = 2 ** 31 - 1

const timedOut = (limit: keyof TimeoutOptions | undefined, milliseconds: number): BedrockError<'timeout'> =>
  new BedrockError(
    'timeout',
    `The call passed its limit of ${milliseconds} ms (timeout.${limit}). Try again, or allow more time.`,
  )

/** @throws BedrockError `invalid-argument` */
export const checkTimeouts = (limits: TimeoutOptions): void => {
  for (const [limit, milliseconds] of Object.entries(limits))
    if (milliseconds !== undefined && !(milliseconds > 0))
      throw new BedrockError(
        'invalid-argument',
        `timeout.${limit} is ${milliseconds}; it must be milliseconds above 0.`,
      )
}

export const createWatch = (outer: AbortSignal | undefined, limits: TimeoutOptions): Watch => {
  const controller = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const abort: Watch['abort'] = (reason) => controller.abort(reason)
  const follow = (): void => abort(outer?.reason)
  if (outer?.aborted) follow()
  else outer?.addEventListener('abort', follow, { once: true })
  const arm: Watch['arm'] = (limit) => {
    clearTimeout(timer)
    const milliseconds = limit && limits[limit]
    if (milliseconds && milliseconds <= longest)
      timer = setTimeout(() => abort(timedOut(limit, milliseconds)), milliseconds)
  }
  return {
    signal: controller.signal,
    abort,
    arm,
    close: () => {
      arm()
      outer?.removeEventListener('abort', follow)
    },
  }
}
