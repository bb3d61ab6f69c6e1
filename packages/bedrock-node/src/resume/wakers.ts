/** Readers of this process who wait for a key to change; each also looks by itself every so often. */
export class Wakers {
  readonly #waiting = new Map<string, Set<() => void>>()

  wake(key: string): void {
    for (const wake of this.#waiting.get(key) ?? []) wake()
  }

  /** `end` must be called, whether it was heard or not. */
  wait(key: string, milliseconds: number, signal: AbortSignal): { readonly heard: Promise<void>; end(): void } {
    const { promise: heard, resolve: wake } = withWake()
    const waiting = this.#waiting.get(key) ?? new Set()
    this.#waiting.set(key, waiting.add(wake))
    signal.addEventListener('abort', wake)
    const timer = setTimeout(wake, milliseconds)
    const end = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', wake)
      waiting.delete(wake)
      if (waiting.size === 0 && this.#waiting.get(key) === waiting) this.#waiting.delete(key)
    }
    return { heard, end }
  }
}

const withWake = (): { readonly promise: Promise<void>; readonly resolve: () => void } => {
  let resolve = (): void => {}
  const promise = new Promise<void>((heard) => {
    resolve = heard
  })
  return { promise, resolve }
}
