import type { Json } from '@x/bedrock-core/family'
import type { Cursor } from './cursor.ts'

/** Deeper values are no tool's input; the parser calls itself. */
const deepest = 64

const words: Readonly<Record<string, Json>> = {
  true: true,
  false: false,
  null: null,
  True: true,
  False: false,
  None: null,
}
const word = /[A-Za-z]\w*/y
/** Whatever a number may consist of: one class of characters, so that no text makes the pattern go back. */
const digits = /[\w.+-]+/y

const plain: Readonly<Record<string, RegExp>> = { '"': /[^"\\]+/y, "'": /[^'\\]+/y }
const quotes: Readonly<Record<string, RegExp>> = { '"': /"/y, "'": /'/y }
const escaping = /\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|U[0-9a-fA-F]{8}|[\s\S])/y
const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  '0': '\0',
  // Python: a line that goes on in the next.
  '\n': '',
}

const characterOf = (escaped: string): string | undefined => {
  const letter = escaped[1] ?? ''
  if (escaped.length > 2) {
    const code = Number.parseInt(escaped.slice(2), 16)
    return code > 0x10ffff ? undefined : String.fromCodePoint(code)
  }
  return Object.hasOwn(escapes, letter) ? escapes[letter] : letter
}

const readString = (cursor: Cursor): string | undefined => {
  const quote = cursor.next ?? ''
  const [run, edge] = [plain[quote], quotes[quote]]
  if (run === undefined || edge === undefined || cursor.read(edge) === undefined) return undefined
  const pieces: string[] = []
  while (cursor.read(edge) === undefined) {
    const escaped = cursor.read(escaping)
    const piece = escaped === undefined ? cursor.read(run) : characterOf(escaped)
    if (piece === undefined) return undefined
    pieces.push(piece)
  }
  return pieces.join('')
}

const readList = (cursor: Cursor, depth: number): Json | undefined => {
  const items: Json[] = []
  cursor.take('[')
  while (!cursor.take(']')) {
    const item = readLiteral(cursor, depth + 1)
    if (item === undefined) return undefined
    items.push(item)
    if (!cursor.take(',') && cursor.next !== ']') return undefined
  }
  return items
}

const readObject = (cursor: Cursor, depth: number): Json | undefined => {
  const members: [string, Json][] = []
  cursor.take('{')
  while (!cursor.take('}')) {
    const key = readString(cursor)
    if (key === undefined || !cursor.take(':')) return undefined
    const value = readLiteral(cursor, depth + 1)
    if (value === undefined) return undefined
    members.push([key, value])
    if (!cursor.take(',') && cursor.next !== '}') return undefined
  }
  // Defines own members, `__proto__` too.
  return Object.fromEntries(members)
}

const readNumber = (cursor: Cursor): Json | undefined => {
  const found = Number(cursor.read(digits) ?? Number.NaN)
  return Number.isFinite(found) ? found : undefined
}

const readWord = (cursor: Cursor): Json | undefined => {
  const found = cursor.read(word)
  return found !== undefined && Object.hasOwn(words, found) ? words[found] : undefined
}

/** Reads a JSON or Python literal; undefined where there is none. Both are read alike, for Llama mixes them. */
export const readLiteral = (cursor: Cursor, depth = 0): Json | undefined => {
  const { next = '' } = cursor
  if (depth > deepest) return undefined
  if (next === '{') return readObject(cursor, depth)
  if (next === '[') return readList(cursor, depth)
  if (next === '"' || next === "'") return readString(cursor)
  return /[A-Za-z]/.test(next) ? readWord(cursor) : readNumber(cursor)
}
