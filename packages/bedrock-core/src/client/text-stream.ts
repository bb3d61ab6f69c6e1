import { abortedError } from '../errors/aborted.ts'
import { BedrockError } from '../errors/bedrock-error.ts'
import { brokenOff } from '../errors/broken-off.ts'
import type { Generation } from '../speech/generation.ts'
import type { ObjectPart } from '../speech/object-part.ts'
import type { StreamPart } from '../speech/stream-part.ts'
import type { ToolStreamPart } from '../speech/tool-part.ts'
import { createWatch, type Watch } from './watch.ts'

/** Whatever an answer may be made of, in one step or several. */
type AnyPart = StreamPart | ToolStreamPart | ObjectPart

/** Gives the answer's parts in batches, until the signal aborts; `finish` ends the last one. */
export type Source<Part extends AnyPart = StreamPart> = (signal: AbortSignal) => AsyncGenerator<Part[], void>

const ignore = (): void => {}

/** Methods, so that a stream of something narrower is still a stream. */
interface Settle<Whole> {
  resolve(whole: Whole): void
  reject(reason: unknown): void
}

/**
 * A streamed answer. Nothing is sent until someone reads. Read it once: as parts, as text, or only by its `result`.
 * Breaking out of a loop closes the connection to Bedrock.
 */
export class TextStream<Part extends AnyPart = StreamPart, Whole extends Generation = Generation>
  implements AsyncIterable<Part>
{
  readonly #watch: Watch
  readonly #batches: AsyncGenerator<Part[], void>
  #queue: Part[] = []
  #next = 0
  #pulling: Promise<void> | undefined
  #ended = false
  #failure: unknown
  #taken = false
  #resolve: Settle<Whole>['resolve'] = ignore
  #reject: Settle<Whole>['reject'] = ignore
  readonly #outcome = new Promise<Whole>((resolve, reject) => {
    this.#resolve = resolve
    this.#reject = reject
  })

  constructor(source: Source<Part>, signal: AbortSignal | undefined) {
    this.#watch = createWatch(signal, {})
    this.#batches = source(this.#watch.signal)
    // Whoever iterates learns of a failure there; `result` alone must not end the process.
    this.#outcome.finally(this.#watch.close).catch(ignore)
  }

  /** Every step of the answer. */
  get fullStream(): AsyncIterable<Part> {
    return this
  }

  /** Only the text, piece by piece. */
  get textStream(): AsyncIterable<string> {
    return {
      [Symbol.asyncIterator]: () =>
        this.iterate((part: AnyPart) => {
          // Text that was handed out cannot be taken back.
          if (part.type === 'restart') this.leave(part.error)
          return part.type === 'text-delta' ? part.text : undefined
        }),
    }
  }

  /** The whole answer, once it has ended; reads it itself if nobody else does. Rejects with what iterating throws. */
  get result(): Promise<Whole> {
    queueMicrotask(async () => {
      if (!this.#taken) while (!this.#ended) await this.#pull()
    })
    return this.#outcome
  }

  /** The whole text, once the answer has ended. Like all of these: asks for the `result`, and rejects as it does. */
  get text(): Promise<Whole['text']> {
    return this.#of('text')
  }

  get toolCalls(): Promise<Whole['toolCalls']> {
    return this.#of('toolCalls')
  }

  get finishReason(): Promise<Whole['finishReason']> {
    return this.#of('finishReason')
  }

  get usage(): Promise<Whole['usage']> {
    return this.#of('usage')
  }

  /** Request id, model, attempts, latency, tier. */
  get response(): Promise<Whole['response']> {
    return this.#of('response')
  }

  [Symbol.asyncIterator](): AsyncIterator<Part, undefined> {
    return this.iterate((part) => part)
  }

  /** By hand, not a generator: what has arrived is given without the turns that a generator takes for each item. */
  protected iterate<T>(pick: (part: Part) => T | undefined): AsyncIterator<T, undefined> {
    if (this.#taken)
      throw new BedrockError('invalid-argument', 'This answer is already being read. Use `result` for the whole.')
    this.#taken = true
    const arrived = (): T | undefined => {
      while (this.#next < this.#queue.length) {
        const part = this.#queue[this.#next++]
        const picked = part && pick(part)
        if (picked !== undefined) return picked
      }
      return undefined
    }
    const awaited = async (): Promise<IteratorResult<T, undefined>> => {
      while (!this.#ended) {
        await this.#pull()
        const value = arrived()
        if (value !== undefined) return { done: false, value }
      }
      const failure = this.#failure
      if (failure === undefined) return { done: true, value: undefined }
      // Thrown once.
      this.#failure = undefined
      throw failure
    }
    const next = (): Promise<IteratorResult<T, undefined>> => {
      const value = arrived()
      return value === undefined ? awaited() : Promise.resolve({ done: false, value })
    }
    return {
      next,
      return: async () => {
        if (!this.#ended) this.leave(abortedError(this.#watch.signal))
        this.#failure = undefined
        this.#queue = []
        return { done: true, value: undefined }
      },
    }
  }

  #of<Key extends keyof Generation>(key: Key): Promise<Whole[Key]> {
    const member = this.result.then((whole) => whole[key])
    // As with `result`: one that nobody awaits must not end the process.
    member.catch(ignore)
    return member
  }

  /** One batch at a time, whoever asks. */
  #pull(): Promise<void> {
    this.#pulling ??= this.#take().finally(() => {
      this.#pulling = undefined
    })
    return this.#pulling
  }

  async #take(): Promise<void> {
    try {
      const { value: parts, done } = await this.#batches.next()
      if (done) {
        this.#ended = true
        // Not made in vain for each answer: an error takes 20 µs for its stack.
        if (this.#reject !== ignore) this.#reject(brokenOff(': middleware gave no `finish`'))
        return
      }
      if (this.#next === this.#queue.length) {
        this.#queue = parts
        this.#next = 0
      } else for (const part of parts) this.#queue.push(part)
      const last: AnyPart | undefined = parts.at(-1)
      if (last?.type !== 'finish') return
      this.#resolve(last.generation as Whole)
      this.#reject = ignore
    } catch (cause) {
      this.#fail(cause)
    }
  }

  #fail(cause: unknown): void {
    this.#ended = true
    this.#failure = cause
    this.#reject(cause)
  }

  /** Nothing more is given out. */
  protected leave(reason: Error): void {
    this.#fail(reason)
    this.#queue = []
    this.#watch.abort()
    void this.#batches.return().catch(ignore)
  }
}
