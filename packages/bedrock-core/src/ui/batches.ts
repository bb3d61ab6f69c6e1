import { BedrockError } from '../errors/bedrock-error.ts'

/** What an answer gives, written as it is asked for. */
export interface Batches<Written> {
  /** Waits until there is something to tell, then takes what is there already; `ended` with the last. */
  next(): Promise<readonly [written: Written, ended: boolean]>
  /** Tells the source that nobody reads on, even while a value is being waited for. */
  leave(): void
}

/**
 * Reads an iterable in batches. One value is asked for ahead of its reader, never more. `tell` adds what a value says; a `BedrockError` that it
 * throws is a failure of the source, with anything else `next` rejects. `fail` adds, once, that the source has failed.
 */
export const batchesOf = <Value, Told, Written>(
  source: AsyncIterable<Value>,
  tell: (told: Told[], value: Value) => void,
  fail: (told: Told[], cause: unknown) => void,
  write: (told: readonly Told[], ended: boolean) => Written,
): Batches<Written> => {
  const iterator = source[Symbol.asyncIterator]()
  const told: Told[] = []
  let ended = false
  /** Undefined once it has arrived. */
  let asked: Promise<void> | undefined
  const leave = (): void => {
    // A source that fails while it is being left has nobody to tell.
    if (!ended) iterator.return?.().catch(() => {})
  }
  const stop = (cause: unknown): void => {
    ended = true
    fail(told, cause)
    asked = undefined
  }
  const take = ({ done, value }: IteratorResult<Value>): void => {
    try {
      if (done) ended = true
      else tell(told, value)
      asked = undefined
    } catch (cause) {
      leave()
      if (!BedrockError.is(cause)) throw cause
      stop(cause)
    }
  }
  return {
    async next() {
      // A batch is one write: small enough to be shown at once, large enough to spare system calls.
      for (let room = 256; !ended && (room > 0 || told.length === 0); room--) {
        if (asked === undefined) {
          asked = iterator.next().then(take, stop)
          // Who asks next learns of it.
          asked.catch(() => {})
        }
        if (told.length === 0) await asked
        // An async generator hands over a value that it has within so many turns of the microtask queue.
        for (let turns = 8; turns > 0 && asked !== undefined; turns--) await undefined
        if (asked !== undefined) break
      }
      return [write(told.splice(0), ended), ended]
    },
    leave,
  }
}
