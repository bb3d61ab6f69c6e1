import type { Json } from '../speech/json.ts'
import type { JsonEvents, Kind } from './scanner.ts'

type List = Json[]
type Dictionary = Record<string, Json>

/** An object or array that is still open. */
interface Level {
  container: List | Dictionary
  /** The member that was written last. */
  key: string
  width: number
}

/** What copying one member costs, an item of an array being 1: measured, by `bench/objects.ts`. */
const cost = { array: 1, object: 16 } as const

const set = (container: Dictionary, key: string, value: Json): void => {
  // As in `JSON.parse`, a member like any other.
  if (key === '__proto__')
    Object.defineProperty(container, key, { value, writable: true, enumerable: true, configurable: true })
  else container[key] = value
}

const setLast = ({ container, key }: Level, value: Json): void => {
  if (Array.isArray(container)) container[container.length - 1] = value
  else set(container, key, value)
}

/**
 * Builds a value from a scanner's events. A snapshot costs nothing; the first change after it copies what is still open,
 * and only that: what is closed is shared by all snapshots.
 */
export class JsonTree implements JsonEvents {
  #root: Json | undefined
  readonly #levels: Level[] = []
  /** So many levels, from the root on, are part of a snapshot. */
  #shared = 0
  #width = 0
  #text = ''
  /** The last text has grown since it was written into its place. */
  #grown = false
  #changed = false

  /** What the next change costs, in items of an array to copy. */
  get width(): number {
    return this.#width
  }

  /** Something shows that the last snapshot lacks. */
  get changed(): boolean {
    return this.#changed || this.#grown
  }

  snapshot(): Json | undefined {
    this.#settle()
    this.#shared = this.#levels.length
    this.#changed = false
    return this.#root
  }

  open(kind: Kind): void {
    const container: List | Dictionary = kind === 'array' ? [] : {}
    this.#put(container)
    this.#levels.push({ container, key: '', width: 0 })
  }

  close(): void {
    this.#settle()
    this.#width -= this.#levels.pop()?.width ?? 0
    this.#shared = Math.min(this.#shared, this.#levels.length)
  }

  key(name: string): void {
    this.#settle()
    const level = this.#levels.at(-1)
    if (level) level.key = name
  }

  textStart(): void {
    this.#put('')
    this.#text = ''
  }

  /** Only joined: a text that is read on every piece would be copied on every piece. */
  textPiece(piece: string): void {
    this.#text += piece
    this.#grown = true
  }

  scalar(value: number | boolean | null): void {
    this.#put(value)
  }

  #settle(): void {
    if (!this.#grown) return
    this.#grown = false
    this.#changed = true
    this.#own()
    const level = this.#levels.at(-1)
    if (level) setLast(level, this.#text)
    else this.#root = this.#text
  }

  #put(value: Json): void {
    this.#settle()
    this.#changed = true
    this.#own()
    const level = this.#levels.at(-1)
    if (level === undefined) {
      this.#root = value
      return
    }
    const { container, key } = level
    if (Array.isArray(container)) container.push(value)
    else set(container, key, value)
    const weight = Array.isArray(container) ? cost.array : cost.object
    level.width += weight
    this.#width += weight
  }

  /** Copies the open levels that a snapshot holds, root first. */
  #own(): void {
    for (let depth = 0; depth < this.#shared; depth++) {
      const level = this.#levels[depth]
      if (level === undefined) break
      level.container = Array.isArray(level.container) ? level.container.slice() : { ...level.container }
      const parent = this.#levels[depth - 1]
      if (parent) setLast(parent, level.container)
      else this.#root = level.container
    }
    this.#shared = 0
  }
}
