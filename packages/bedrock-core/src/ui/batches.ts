/** What could be read without waiting; `ended` with the stream's last. */
export interface Batch<Value> {
  readonly values: Value[]
  readonly ended: boolean
  readonly failure?: { readonly cause: unknown }
}

/** An async generator hands over a value that it has within so many turns of the microtask queue. */
const turns = 8

/**
 * Reads an iterable in batches: waits for one value, then takes what is there already, up to `most`. One value is asked
 * for ahead of its reader, never more.
 */
export class Batches<Value> {
  readonly #iterator: AsyncIterator<Value>
  #asked: Promise<void> | undefined
  #arrived: IteratorResult<Value> | undefined
  #failure: { readonly cause: unknown } | undefined
  #ended = false

  constructor(values: AsyncIterable<Value>) {
    this.#iterator = values[Symbol.asyncIterator]()
  }

  async next(most: number): Promise<Batch<Value>> {
    const values: Value[] = []
    if (this.#ended) return { values, ended: true }
    await this.#ask()
    while (this.#arrived !== undefined && !this.#arrived.done) {
      values.push(this.#arrived.value)
      this.#asked = undefined
      void this.#ask()
      for (let turn = 0; turn < turns && this.#waiting(); turn++) await undefined
      if (values.length >= most || this.#waiting()) return { values, ended: false }
    }
    this.#ended = true
    return { values, ended: true, ...(this.#failure === undefined ? {} : { failure: this.#failure }) }
  }

  /** Tells the source that nobody reads on, even while a value is being waited for. */
  leave(): void {
    if (this.#ended) return
    this.#ended = true
    // A source that fails while it is being left has nobody to tell.
    this.#iterator.return?.().catch(() => {})
  }

  #waiting(): boolean {
    return this.#arrived === undefined && this.#failure === undefined
  }

  #ask(): Promise<void> {
    if (this.#asked === undefined) {
      this.#arrived = undefined
      this.#asked = this.#iterator.next().then(
        (result) => {
          this.#arrived = result
        },
        (cause: unknown) => {
          this.#failure = { cause }
        },
      )
    }
    return this.#asked
  }
}
