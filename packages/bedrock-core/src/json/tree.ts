import type { Json } from '../speech/json.ts'
import type { JsonEvents } from './scanner.ts'

type List = Json[]
type Dictionary = Record<string, Json>

/** An object or array that is still open. */
export interface Level {
  container: List | Dictionary
  /** The name of an object's last member. */
  key: string
  members: number
}

export interface JsonTree extends JsonEvents {
  /** A list that holds the whole value, then what is open in it. */
  readonly levels: readonly Level[]
  snapshot(): Json | undefined
}

const writeLast = ({ container, key, members }: Level, value: Json): void => {
  if (Array.isArray(container)) container[members - 1] = value
  // As in `JSON.parse`, a member like any other.
  else if (key === '__proto__')
    Object.defineProperty(container, key, { value, writable: true, enumerable: true, configurable: true })
  else container[key] = value
}

/**
 * Builds a value from a scanner's events. A snapshot costs nothing; the first change after it copies what is still open,
 * and only that: what is closed is shared by all snapshots.
 */
export const createTree = (): JsonTree => {
  const whole: List = []
  let level: Level = { container: whole, key: '', members: 0 }
  const levels = [level]
  /** So many levels are part of a snapshot, but for the first. */
  let shared = 0
  let text = ''
  /** The last text has grown since it was written into its place. */
  let grown = false

  /** Copies the open levels that a snapshot holds, from the whole on. */
  const own = (): void => {
    let parent: Level | undefined
    for (const open of levels.slice(0, shared)) {
      if (parent) {
        open.container = Array.isArray(open.container) ? open.container.slice() : { ...open.container }
        writeLast(parent, open.container)
      }
      parent = open
    }
    shared = 0
  }
  const settle = (): void => {
    if (!grown) return
    grown = false
    own()
    writeLast(level, text)
  }
  const value = (next: Json): void => {
    settle()
    own()
    text = ''
    level.members += 1
    writeLast(level, next)
  }

  return {
    levels,
    value,
    snapshot() {
      settle()
      shared = levels.length
      return whole[0]
    },
    open(container) {
      value(container)
      level = { container, key: '', members: 0 }
      levels.push(level)
    },
    close() {
      settle()
      levels.pop()
      level = levels.at(-1) ?? level
      shared = Math.min(shared, levels.length)
    },
    key(name) {
      settle()
      level.key = name
    },
    // Only joined: a text that is read on every piece would be copied on every piece.
    textPiece(piece) {
      text += piece
      grown = true
    },
  }
}
