import type { Json } from '../speech/json.ts'
import { createScanner, type JsonScanner, notJson } from './scanner.ts'
import { createTree, type JsonTree, type Level } from './tree.ts'

export interface JsonDraftOptions {
  /** Levels of objects and arrays. Default 512. */
  readonly maxDepth?: number
  /** Characters of text (UTF-16 units). Default 16 Mi. */
  readonly maxLength?: number
  /** Skip what stands before and behind the first JSON object: prose, code fences. */
  readonly lenient?: boolean
}

/**
 * A JSON value while its text comes. `apply` looks at each character once. `snapshot` gives an immutable value: each is
 * a beginning of the whole, texts grow, numbers and words show once they are whole, and what did not change is the same
 * object as in the snapshot before.
 */
export class JsonDraft {
  readonly #options: Required<JsonDraftOptions>
  #tree: JsonTree = createTree()
  #scanner: JsonScanner | undefined
  #length = 0
  #failure: unknown

  constructor(options: JsonDraftOptions = {}) {
    this.#options = { lenient: false, maxDepth: 512, maxLength: 16 * 1024 * 1024, ...options }
  }

  /** @throws BedrockError `malformed` for what is not JSON, too deep or too long; from then on always */
  apply(text: string): void {
    if (this.#failure !== undefined) throw this.#failure
    const { maxLength } = this.#options
    this.#length += text.length
    try {
      if (this.#length > maxLength) throw notJson(`it is longer than ${maxLength} characters`)
      this.#read(text)
    } catch (failure) {
      this.#failure = failure
      throw failure
    }
  }

  /** The objects and arrays whose end has not come: the first change after a snapshot copies them. */
  get open(): readonly Readonly<Pick<Level, 'container' | 'members'>>[] {
    return this.#tree.levels
  }

  /** What has come by now; undefined before the first of it. */
  snapshot(): Json | undefined {
    return this.#tree.snapshot()
  }

  /** The whole value. @throws BedrockError `malformed` for text that is not JSON or broke off */
  finish(): Json {
    if (this.#failure !== undefined) throw this.#failure
    if (this.#scanner === undefined) throw notJson('it holds no value')
    this.#scanner.end()
    return this.snapshot() ?? null
  }

  #begin(): JsonScanner {
    this.#tree = createTree()
    this.#scanner = createScanner(this.#tree, this.#options.maxDepth)
    return this.#scanner
  }

  #read(text: string): void {
    const { lenient } = this.#options
    let at = 0
    while (at < text.length && !(lenient && this.#scanner?.ended())) {
      if (lenient && this.#scanner === undefined) at = text.indexOf('{', at)
      if (at < 0) return
      const scanner = this.#scanner ?? this.#begin()
      try {
        scanner.read(text, at)
      } catch (cause) {
        if (!lenient) throw cause
        // Prose stands behind what is whole. Braces in it are no JSON; the next ones may be. What was refused is not looked at again.
        if (!scanner.ended()) this.#scanner = undefined
      }
      at = scanner.stoppedAt()
    }
  }
}
