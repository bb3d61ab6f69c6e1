import type { Json } from '../speech/json.ts'
import { JsonScanner, notJson } from './scanner.ts'
import { JsonTree } from './tree.ts'

export interface JsonDraftOptions {
  /** Levels of objects and arrays. Default 512. */
  readonly maxDepth?: number
  /** Characters of text (UTF-16 units). Default 16 Mi. */
  readonly maxLength?: number
  /** Skip what stands before and behind the first JSON object: prose, code fences. */
  readonly lenient?: boolean
}

/** Items that may be copied for any delta, and for each character since the last snapshot: all copying is linear in the text. */
const affordable = { always: 256, perCharacter: 4 } as const

/**
 * A JSON value while its text comes. `apply` looks at each character once. `snapshot` gives an immutable value: each is
 * a beginning of the whole, texts grow, numbers and words show once they are whole, and what did not change is the same
 * object as in the snapshot before.
 */
export class JsonDraft {
  readonly #lenient: boolean
  readonly #maxDepth: number
  readonly #maxLength: number
  #tree = new JsonTree()
  #scanner: JsonScanner | undefined
  #length = 0
  #since = 0
  #failure: unknown

  constructor({ lenient = false, maxDepth = 512, maxLength = 16 * 1024 * 1024 }: JsonDraftOptions = {}) {
    this.#lenient = lenient
    this.#maxDepth = maxDepth
    this.#maxLength = maxLength
    if (!lenient) this.#begin()
  }

  /** @throws BedrockError `malformed` for what is not JSON, too deep or too long; from then on always */
  apply(text: string): void {
    if (this.#failure !== undefined) throw this.#failure
    this.#since += text.length
    this.#length += text.length
    try {
      if (this.#length > this.#maxLength) throw notJson(`it is longer than ${this.#maxLength} characters`)
      if (this.#lenient) this.#seek(text)
      else this.#read(text)
    } catch (failure) {
      this.#failure = failure
      throw failure
    }
  }

  /**
   * Something is new, and a snapshot is cheap: where very many members are still open, it waits until enough text has
   * come to pay for their copy.
   */
  get due(): boolean {
    return this.#tree.changed && this.#tree.width <= Math.max(affordable.always, affordable.perCharacter * this.#since)
  }

  /** What has come by now; undefined before the first of it. */
  snapshot(): Json | undefined {
    this.#since = 0
    return this.#tree.snapshot()
  }

  /** The whole value. @throws BedrockError `malformed` for text that is not JSON or broke off */
  finish(): Json {
    if (this.#failure !== undefined) throw this.#failure
    if (this.#scanner === undefined) throw notJson('it holds no object')
    this.#scanner.end()
    return this.snapshot() ?? null
  }

  #begin(): JsonScanner {
    this.#tree = new JsonTree()
    this.#scanner = new JsonScanner(this.#tree, this.#maxDepth)
    return this.#scanner
  }

  #read(text: string): void {
    const scanner = this.#scanner ?? this.#begin()
    scanner.read(text, 0)
    if (/[^ \t\n\r]/.test(text.slice(scanner.at))) throw notJson('more stands behind its value')
  }

  /** Braces in prose are no JSON; the next ones may be. What was refused is not looked at again. */
  #seek(text: string): void {
    for (let at = 0; at < text.length && !this.#scanner?.ended; ) {
      if (this.#scanner === undefined) at = text.indexOf('{', at)
      if (at === -1) return
      const scanner = this.#scanner ?? this.#begin()
      try {
        scanner.read(text, at)
      } catch {
        this.#scanner = undefined
      }
      at = scanner.at
    }
  }
}
