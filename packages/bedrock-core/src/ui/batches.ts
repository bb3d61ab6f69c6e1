/** What could be read without waiting; `ended` with the stream's last. */
export interface Batch<Value> {
  readonly values: readonly Value[]
  readonly ended: boolean
  readonly failure: { readonly cause: unknown } | undefined
}

export interface Batches<Value> {
  /** Waits for one value, then takes what is there already, up to `most`. */
  next(most: number): Promise<Batch<Value>>
  /** Tells the source that nobody reads on, even while a value is being waited for. */
  leave(): void
}

type Arrived<Value> =
  | { readonly done?: false; readonly value: Value; readonly failure?: undefined }
  | { readonly done: true; readonly failure?: Batch<Value>['failure'] }

/** An async generator hands over a value that it has within so many turns of the microtask queue. */
const turns = 8

/** Reads an iterable in batches. One value is asked for ahead of its reader, never more. */
export const batchesOf = <Value>(source: AsyncIterable<Value>): Batches<Value> => {
  const iterator = source[Symbol.asyncIterator]()
  let asked: Promise<void> | undefined
  let arrived: Arrived<Value> | undefined
  const ask = (): Promise<void> => {
    asked ??= iterator.next().then(
      (result) => {
        arrived = result.done ? { done: true } : result
      },
      (cause: unknown) => {
        arrived = { done: true, failure: { cause } }
      },
    )
    return asked
  }
  return {
    async next(most) {
      const values: Value[] = []
      await ask()
      while (arrived && !arrived.done && values.length < most) {
        values.push(arrived.value)
        arrived = undefined
        asked = undefined
        void ask()
        for (let turn = 0; turn < turns && !arrived; turn++) await undefined
      }
      return { values, ended: arrived?.done ?? false, failure: arrived?.failure }
    },
    leave() {
      // A source that fails while it is being left has nobody to tell.
      if (!arrived?.done) iterator.return?.().catch(() => {})
    },
  }
}
