/** One attempt that was let through. */
export interface Entry {
  readonly at: number
  tokens: number
}

const minute = 60_000

/** What was let through within the last minute. Each entry is added once and dropped once. */
export class Minute {
  #entries: Entry[] = []
  #gone = 0
  #tokens = 0

  add(entry: Entry): void {
    this.#entries.push(entry)
    this.#tokens += entry.tokens
  }

  /** Puts the true count in place of an estimate. */
  correct(entry: Entry, tokens: number, now: number): void {
    this.#forget(now)
    if (entry.at + minute > now) this.#tokens += tokens - entry.tokens
    entry.tokens = tokens
  }

  /** Milliseconds until one more of so many tokens stays within both limits. An attempt beyond a limit goes alone. */
  wait(tokens: number, requestsAllowed: number, tokensAllowed: number, now: number): number {
    this.#forget(now)
    let [count, sum] = [this.#entries.length - this.#gone, this.#tokens]
    for (let index = this.#gone; index < this.#entries.length; index += 1) {
      const oldest = this.#entries[index]
      if (oldest === undefined || (count < requestsAllowed && sum + tokens <= tokensAllowed))
        return index === this.#gone ? 0 : (this.#entries[index - 1]?.at ?? now) + minute - now
      count -= 1
      sum -= oldest.tokens
    }
    return this.#gone === this.#entries.length ? 0 : (this.#entries.at(-1)?.at ?? now) + minute - now
  }

  #forget(now: number): void {
    for (let oldest = this.#entries[this.#gone]; oldest && oldest.at + minute <= now; ) {
      this.#tokens -= oldest.tokens
      this.#gone += 1
      oldest = this.#entries[this.#gone]
    }
    if (this.#gone > this.#entries.length / 2) {
      this.#entries = this.#entries.slice(this.#gone)
      this.#gone = 0
    }
  }
}
