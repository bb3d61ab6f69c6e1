export interface RateLimit {
  /** Counts a call. Gives 0, or the seconds after which the next one will do. */
  readonly take: (caller: string) => number
}

/** So many callers are remembered; those who came first are forgotten first. */
const mostCallers = 10_000

/**
 * A bucket of so many calls for each caller, which fills again within a minute. It lives in this process: with several, each
 * counts for itself, and a store they share belongs in its place.
 */
export const createRateLimit = (perMinute: number, now: () => number = Date.now): RateLimit => {
  const buckets = new Map<string, { readonly left: number; readonly at: number }>()
  return {
    take: (caller) => {
      const time = now()
      const before = buckets.get(caller) ?? { left: perMinute, at: time }
      const left = Math.min(perMinute, before.left + ((time - before.at) / 60_000) * perMinute)
      const enough = left >= 1
      buckets.delete(caller)
      buckets.set(caller, { left: enough ? left - 1 : left, at: time })
      for (const oldest of buckets.keys()) {
        if (buckets.size <= mostCallers) break
        buckets.delete(oldest)
      }
      return enough ? 0 : Math.max(1, Math.ceil(((1 - left) / perMinute) * 60))
    },
  }
}
