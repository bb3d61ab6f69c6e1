import type { Ask, Note, Provide } from './provide.ts'
import { waitFor } from './wait.ts'

const second = 1000
const minute = 60 * second

/** Something that may end. */
export interface Ending {
  readonly expiration?: Date | undefined
}

export interface CacheOptions {
  /** Milliseconds before the end at which a renewal starts in the background; default five minutes. */
  readonly renewBefore?: number
  /** Milliseconds after which what names no end is asked for again, in the background; default fifteen minutes. */
  readonly recheckAfter?: number
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly now?: () => number
  /** From 0 to 1; spreads the renewals of many processes over a minute. Default `Math.random`. */
  readonly random?: () => number
}

interface Held<T> {
  readonly value: T
  readonly end: number
  renewAt: number
}

interface Answer<T> {
  readonly value: T | undefined
  readonly notes: readonly Note[]
}

/**
 * Remembers what a source gave. However many ask at once, the source is asked once. Renewal starts in the background
 * before the end; while it runs, or if it fails, what is still valid is given. Only what has ended makes callers wait.
 * "Nothing here", failures and what has already ended are not remembered; whoever uses a value looks at its end.
 */
export const cached = <T extends Ending>(source: Provide<T>, options: CacheOptions = {}): Provide<T> => {
  const { renewBefore = 5 * minute, recheckAfter = 15 * minute, now = Date.now, random = Math.random } = options
  let held: Held<T> | undefined
  let flight: Promise<Answer<T>> | undefined

  const hold = (value: T): Held<T> => {
    const end = value.expiration?.getTime() ?? Number.POSITIVE_INFINITY
    const spread = random() * minute
    const renewAt = end === Number.POSITIVE_INFINITY ? now() + recheckAfter + spread : end - renewBefore - spread
    return { value, end, renewAt: Math.max(renewAt, now() + pause(end)) }
  }

  /** Sources such as IMDS give the same credentials until minutes before their end: do not ask at every call. */
  const pause = (end: number): number => Math.max(0, Math.min(30 * second, (end - now()) / 4))

  const askSource = async (refused: unknown): Promise<Answer<T>> => {
    const notes: Note[] = []
    const value = await source({ note: (note) => notes.push(note), refused })
    if (value === undefined) return { value, notes }
    const next = hold(value)
    if (next.end > now()) held = next
    return { value, notes }
  }

  const refresh = (refused?: unknown): Promise<Answer<T>> => {
    flight ??= askSource(refused).finally(() => {
      flight = undefined
    })
    return flight
  }

  const renewBehind = (current: Held<T>): void => {
    current.renewAt = now() + pause(current.end)
    refresh().catch(() => undefined)
  }

  return async (ask?: Ask): Promise<T | undefined> => {
    const refused = ask?.refused !== undefined && held?.value === ask.refused
    if (held !== undefined && !refused && now() < held.end) {
      if (now() >= held.renewAt) renewBehind(held)
      return held.value
    }
    const { value, notes } = await waitFor(refresh(ask?.refused), ask?.signal)
    for (const note of notes) ask?.note?.(note)
    return value
  }
}
