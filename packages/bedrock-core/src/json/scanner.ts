import { BedrockError } from '../errors/bedrock-error.ts'
import type { Json } from '../speech/json.ts'

/** What the scanner tells of. A text begins as an empty value and comes in pieces; none ends inside a surrogate pair. */
export interface JsonEvents {
  open(container: Json[] | Record<string, Json>): void
  close(): void
  key(name: string): void
  value(value: string | number | boolean | null): void
  textPiece(piece: string): void
}

/** What may come next, or what is being read. */
type State =
  | 'value'
  | 'first-item'
  | 'first-key'
  | 'key'
  | 'colon'
  | 'comma'
  | 'string'
  | 'escape'
  | 'number or word'
  /** The value is whole. */
  | 'blank'

const space = /[ \t\n\r]*/y
/** Of a string, everything but quotation marks, backslashes and control characters, which end or interrupt it. */
const runs: Readonly<Partial<Record<State, RegExp>>> = { string: /[ !#-[\]-\uffff]*/y, 'number or word': /[-+.\w]*/y }
const word = /^(?:true|false|null)$/

const endOf = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at
  pattern.test(text)
  return pattern.lastIndex
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00

export const notJson = (why: string): BedrockError<'malformed'> =>
  new BedrockError('malformed', `The text is no JSON that could be read: ${why}.`)

export interface JsonScanner {
  /** The value is whole. */
  ended(): boolean
  /** Reads a text from an index on. @throws BedrockError `malformed` */
  read(text: string, from: number): void
  /** Where reading stopped in the last text: at its end, or at what was refused. */
  stoppedAt(): number
  /** No more text comes. @throws BedrockError `malformed` for a value that is not whole */
  end(): void
}

/** Reads JSON in any pieces and looks at each character once. It takes and refuses what `JSON.parse` does. */
export const createScanner = (events: JsonEvents, maxDepth: number): JsonScanner => {
  /** What closes each object and array that is open. */
  const closers: string[] = []
  let state: State = 'value'
  let key: string | undefined
  /** A number, word or escape that is not whole yet. */
  let token = ''
  /** What they stand for, once they were read: by the letter behind the backslash, or by all of `\uXXXX`. */
  const escapes: Record<string, string> = {}
  /** The first half of a surrogate pair. */
  let held = ''
  let at = 0

  const unexpected = (): BedrockError =>
    notJson(`it has a character that does not belong there, where a ${state} was read or expected`)

  const valueEnds = (): void => {
    state = closers.length === 0 ? 'blank' : 'comma'
  }

  const readPiece = (text: string): void => {
    if (key !== undefined) {
      key += text
      return
    }
    const piece = held + text
    const whole = isHighSurrogate(piece.charCodeAt(piece.length - 1)) ? piece.length - 1 : piece.length
    held = piece.slice(whole)
    if (whole > 0) events.textPiece(piece.slice(0, whole))
  }

  const parse = <Value>(json: string): Value => {
    try {
      return JSON.parse(json)
    } catch {
      throw unexpected()
    }
  }

  const readScalar = (): void => {
    events.value(parse<number | boolean | null>(token))
    valueEnds()
  }

  const beginValue = (mark: string): void => {
    if (mark === '"') {
      state = 'string'
      events.value('')
    } else if (mark === '{' || mark === '[') {
      if (closers.length === maxDepth) throw notJson(`it is nested deeper than ${maxDepth} levels`)
      const isObject = mark === '{'
      closers.push(isObject ? '}' : ']')
      state = isObject ? 'first-key' : 'first-item'
      events.open(isObject ? {} : [])
    } else if (/[-\w]/.test(mark)) {
      state = 'number or word'
      token = mark
    } else throw unexpected()
  }

  /** Between the tokens. */
  const readMark = (mark: string): void => {
    const closer = closers.at(-1)
    if (state === 'colon' && mark === ':') state = 'value'
    else if (state === 'comma' && mark === ',') state = closer === '}' ? 'key' : 'value'
    else if (mark === closer && /^(?:first|comma)/.test(state)) {
      closers.pop()
      events.close()
      valueEnds()
    } else if (mark === '"' && /key/.test(state)) {
      key = ''
      state = 'string'
    } else if (state === 'value' || state === 'first-item') beginValue(mark)
    else throw unexpected()
  }

  /** What ends or interrupts a string. */
  const readStringMark = (mark: string): void => {
    if (mark === '\\') {
      token = mark
      state = 'escape'
    } else if (mark !== '"') throw unexpected()
    else if (key !== undefined) {
      events.key(key)
      key = undefined
      state = 'colon'
    } else {
      if (held !== '') events.textPiece(held)
      held = ''
      valueEnds()
    }
  }

  const readEscape = (mark: string): void => {
    const name = token === '\\' ? mark : token + mark
    token += mark
    if (token[1] === 'u' && token.length < 6) return
    const meant = escapes[name] ?? parse<string>(`"${token}"`)
    escapes[name] = meant
    readPiece(meant)
    state = 'string'
  }

  /** Reads what goes on without a mark between. */
  const readRun = (text: string): void => {
    const end = endOf(runs[state] ?? space, text, at)
    const run = text.slice(at, end)
    at = end
    if (state === 'string' && run !== '') readPiece(run)
    if (state !== 'number or word') return
    token += run
    if (end < text.length || word.test(token)) readScalar()
  }

  return {
    ended: () => state === 'blank',
    stoppedAt: () => at,
    read(text, from) {
      at = from
      while (at < text.length) {
        const before = state
        if (before !== 'escape') readRun(text)
        if (at === text.length || before === 'number or word') continue
        const mark = text.charAt(at)
        if (before === 'string') readStringMark(mark)
        else if (before === 'escape') readEscape(mark)
        else readMark(mark)
        at += 1
      }
    },
    end() {
      if (state === 'number or word' && closers.length === 0) readScalar()
      if (state !== 'blank') throw notJson('it breaks off before its end')
    },
  }
}
