/** The names and places in lists that lead to a value. */
export type JsonPath = readonly (string | number)[]

export interface JsonPlaces {
  /** The line on which the value at a path begins, or its nearest known parent's; the first line is 1. */
  readonly lineOf: (path: JsonPath) => number
  /** What keeps the text from being JSON. */
  readonly broken?: { readonly line: number; readonly words: string }
}

const mostDepth = 64
const blank = /[ \t\n\r]*/y
const text = /"(?:[^"\\\n]|\\.)*"/y
const literal = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y
const word = /[^\s,:[\]{}"]+/y

class Broken extends Error {
  readonly at: number
  constructor(at: number, words: string) {
    super(words)
    this.at = at
  }
}

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

const keyOf = (path: JsonPath): string => JSON.stringify(path)

/** Where the values of a JSON text stand. Browsers word their own parsers' errors differently, and some give no place. */
export const jsonPlaces = (source: string): JsonPlaces => {
  const starts = new Map<string, number>()
  let at = 0
  /** The end of what was read last: what is missing is missing there, not where the next line begins. */
  let end = 0
  const lineAt = (offset: number): number => source.slice(0, offset).split('\n').length
  const skip = (): string => {
    blank.lastIndex = at
    blank.exec(source)
    at = blank.lastIndex
    return source[at] ?? ''
  }
  const took = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at
    const found = pattern.exec(source)?.[0]
    if (found !== undefined) {
      at += found.length
      end = at
    }
    return found
  }
  const missing = (what: string): never => {
    throw new Broken(
      end,
      at >= source.length ? `The text ends, and ${what} is missing.` : `${capital(what)} is missing.`,
    )
  }
  const string = (): string => {
    const start = at
    const name: unknown = parsed(took(text) ?? '')
    if (typeof name === 'string') return name
    throw new Broken(start, 'A text is not closed by a double quote, or holds what must be escaped.')
  }
  const members = (close: '}' | ']', member: (index: number) => void): void => {
    at += 1
    end = at
    if (skip() !== close)
      for (let index = 0; ; index += 1) {
        member(index)
        if (skip() === close) break
        if (source[at] !== ',') missing(`a "," or "${close}"`)
        at += 1
        end = at
        if (skip() === close) throw new Broken(end - 1, `A comma stands before "${close}".`)
      }
    at += 1
    end = at
  }
  const named = (path: JsonPath): void => {
    if (skip() === "'") throw new Broken(at, 'Names stand in double quotes.')
    if (source[at] !== '"') missing('a name in double quotes')
    const name = string()
    if (skip() !== ':') missing('a ":"')
    at += 1
    end = at
    value([...path, name])
  }
  const value = (path: JsonPath): void => {
    const first = skip()
    if (path.length > mostDepth) throw new Broken(at, 'It is nested too deeply.')
    starts.set(keyOf(path), at)
    if (first === '{') return members('}', () => named(path))
    if (first === '[') return members(']', (index) => value([...path, index]))
    if (first === '"') return void string()
    if (took(literal) !== undefined) return
    if (first === "'") throw new Broken(at, 'Texts stand in double quotes.')
    const found = took(word)
    if (found === undefined) missing('a value')
    throw new Broken(at, `${found} is no JSON value; texts stand in double quotes.`)
  }
  const lineOf = (path: JsonPath): number => {
    const start = starts.get(keyOf(path))
    return start === undefined && path.length > 0 ? lineOf(path.slice(0, -1)) : lineAt(start ?? 0)
  }
  try {
    value([])
    if (skip() !== '') throw new Broken(at, 'Something follows after the end.')
    return { lineOf }
  } catch (cause) {
    if (!(cause instanceof Broken)) throw cause
    return { lineOf, broken: { line: lineAt(cause.at), words: cause.message } }
  }
}

const capital = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`
