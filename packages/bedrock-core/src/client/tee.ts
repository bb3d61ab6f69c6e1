import type { StreamPart } from '../speech/stream-part.ts'
import { TextStream } from './text-stream.ts'

/** One value and who has taken it. */
interface Round<T> {
  readonly value: Promise<IteratorResult<T, undefined>>
  readonly takers: Set<number>
  /** Resolves when both have taken it, or one has left. */
  readonly over: Promise<void>
  readonly end: () => void
}

/** Gives every value to each of two readers. The next is asked for when both have taken the last. */
class Fork<T> {
  readonly #values: AsyncIterator<T, undefined>
  readonly #readers = new Set([0, 1])
  #round: Round<T> | undefined

  constructor(values: AsyncIterable<T>) {
    this.#values = values[Symbol.asyncIterator]()
  }

  async next(reader: number): Promise<IteratorResult<T, undefined>> {
    while (this.#readers.has(reader) && this.#round?.takers.has(reader)) await this.#round.over
    if (!this.#readers.has(reader)) return { done: true, value: undefined }
    this.#round ??= this.#begin()
    const { takers, value } = this.#round
    takers.add(reader)
    this.#settle()
    return value
  }

  /** The other goes on alone; without another, the values end. */
  leave(reader: number): void {
    if (!this.#readers.delete(reader)) return
    this.#round?.end()
    this.#settle()
    if (this.#readers.size === 0) void this.#values.return?.().catch(() => {})
  }

  #begin(): Round<T> {
    let end = (): void => {}
    const over = new Promise<void>((resolve) => {
      end = resolve
    })
    return { value: this.#values.next(), takers: new Set(), over, end }
  }

  #settle(): void {
    const round = this.#round
    if (round === undefined || [...this.#readers].some((reader) => !round.takers.has(reader))) return
    this.#round = undefined
    round.end()
  }
}

/**
 * One answer for two readers, such as a browser and a log. The slower one sets the pace, by at most one part, so that nothing
 * piles up: read both, or leave the one that is not wanted. Bedrock's connection closes when both have left.
 */
export const tee = (answer: AsyncIterable<StreamPart>): readonly [TextStream, TextStream] => {
  let fork: Fork<StreamPart> | undefined
  const branch = (reader: number): TextStream =>
    new TextStream(async function* (signal) {
      fork ??= new Fork(answer)
      const source = fork
      const leave = (): void => source.leave(reader)
      signal.addEventListener('abort', leave, { once: true })
      try {
        for (;;) {
          const { done, value } = await source.next(reader)
          if (done) return
          yield [value]
        }
      } finally {
        signal.removeEventListener('abort', leave)
        leave()
      }
    }, undefined)
  return [branch(0), branch(1)]
}
