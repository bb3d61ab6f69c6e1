import { abortedError } from '../errors/aborted.ts'
import { type Entry, Minute } from './minute.ts'
import type { RateLimits } from './rate-limits.ts'

interface Waiter {
  readonly tokens: number
  readonly admit: (entry: Entry) => void
}

/** How an attempt ended. */
export interface Outcome {
  /** What it truly cost, where that is known. */
  readonly tokens?: number | undefined
  readonly throttled: boolean
  /** Milliseconds that the service asks to wait. */
  readonly retryAfter: number
}

const slowest = 1 / 16
const recovery = 1 / 32

/** The attempts of one model in one region: first come, first served. */
export class Lane {
  readonly #limits: RateLimits
  readonly #now: () => number
  readonly #waiting: Waiter[] = []
  readonly #minute = new Minute()
  #running = 0
  /** A part of the limits: throttling halves it, success gives back a little. */
  #pace = 1
  #pausedUntil = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(limits: RateLimits, now: () => number) {
    this.#limits = limits
    this.#now = now
  }

  /** Resolves when it is this attempt's turn. @throws what the signal was aborted with */
  enter(tokens: number, signal: AbortSignal): Promise<Entry> {
    if (signal.aborted) return Promise.reject(abortedError(signal))
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        tokens,
        admit: (entry) => {
          signal.removeEventListener('abort', leave)
          resolve(entry)
        },
      }
      const leave = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(waiter), 1)
        reject(abortedError(signal))
        this.#admit()
      }
      signal.addEventListener('abort', leave, { once: true })
      this.#waiting.push(waiter)
      this.#admit()
    })
  }

  leave(entry: Entry, { tokens, throttled, retryAfter }: Outcome): void {
    const now = this.#now()
    this.#running -= 1
    if (tokens !== undefined) this.#minute.correct(entry, tokens, now)
    this.#pace = throttled ? Math.max(slowest, this.#pace / 2) : Math.min(1, this.#pace + recovery)
    if (throttled) this.#pausedUntil = Math.max(this.#pausedUntil, now + retryAfter)
    this.#admit()
  }

  #admit(): void {
    clearTimeout(this.#timer)
    for (let next = this.#waiting[0]; next; next = this.#waiting[0]) {
      const now = this.#now()
      const wait = this.#wait(next.tokens, now)
      if (wait > 0) {
        // Without an end in sight, the end of another attempt asks again.
        if (wait < Number.POSITIVE_INFINITY) this.#timer = setTimeout(() => this.#admit(), Math.ceil(wait))
        return
      }
      this.#waiting.shift()
      const entry: Entry = { at: now, tokens: next.tokens }
      this.#minute.add(entry)
      this.#running += 1
      next.admit(entry)
    }
  }

  #wait(tokens: number, now: number): number {
    const { concurrency = Number.POSITIVE_INFINITY, requestsPerMinute, tokensPerMinute } = this.#limits
    const paced = (limit = Number.POSITIVE_INFINITY): number => Math.max(1, Math.floor(limit * this.#pace))
    if (this.#running >= paced(concurrency)) return Number.POSITIVE_INFINITY
    const room = this.#minute.wait(tokens, paced(requestsPerMinute), paced(tokensPerMinute), now)
    return Math.max(room, this.#pausedUntil - now)
  }
}
