import { BedrockError } from '../errors/bedrock-error.ts'

/** What the scanner tells of. Text comes in pieces, as it arrives; no piece ends inside a surrogate pair. */
export interface JsonEvents {
  open(kind: Kind): void
  close(): void
  key(name: string): void
  textStart(): void
  textPiece(piece: string): void
  scalar(value: number | boolean | null): void
}

export type Kind = 'array' | 'object'

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
  | 'number'
  | 'word'
  | 'end'

const space = /[ \t\n\r]*/y
/** Everything but quotation marks, backslashes and control characters, which end or interrupt a string. */
const plain = /[ !#-[\]-\uffff]*/y
const numeric = /[-+.\deE]*/y
const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/
const unicode = /^u[\da-fA-F]{0,4}$/

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

const words: Readonly<Record<string, { readonly word: string; readonly value: boolean | null }>> = {
  t: { word: 'true', value: true },
  f: { word: 'false', value: false },
  n: { word: 'null', value: null },
}

const closers = { array: ']', object: '}' } as const

const endOf = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at
  pattern.test(text)
  return pattern.lastIndex
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00

export const notJson = (why: string): BedrockError<'malformed'> =>
  new BedrockError('malformed', `The text is no JSON that could be read: ${why}.`)

/** Reads JSON in any pieces and looks at each character once. It takes and refuses what `JSON.parse` does. */
export class JsonScanner {
  readonly #events: JsonEvents
  readonly #maxDepth: number
  readonly #kinds: Kind[] = []
  #state: State = 'value'
  #inKey = false
  #key = ''
  /** A number, word or escape that is not whole yet. */
  #token = ''
  /** The first half of a surrogate pair. */
  #held = ''
  #at = 0

  constructor(events: JsonEvents, maxDepth: number) {
    this.#events = events
    this.#maxDepth = maxDepth
  }

  /** The value is whole. */
  get ended(): boolean {
    return this.#state === 'end'
  }

  /** Where reading stopped in the last text: at its end, behind the whole value, or at what was refused. */
  get at(): number {
    return this.#at
  }

  read(text: string, from: number): void {
    this.#at = from
    while (this.#at < text.length && this.#state !== 'end') this.#at = this.#step(text, this.#at)
  }

  /** No more text comes. */
  end(): void {
    if (this.#state === 'number' && this.#kinds.length === 0) this.#number()
    if (this.#state !== 'end') throw this.#refused('breaks off before its end')
  }

  #step(text: string, at: number): number {
    if (this.#state === 'string') return this.#string(text, at)
    if (this.#state === 'escape') return this.#escape(text, at)
    if (this.#state === 'word') return this.#word(text, at)
    if (this.#state === 'number') {
      const end = endOf(numeric, text, at)
      this.#token += text.slice(at, end)
      if (end < text.length) this.#number()
      return end
    }
    const next = endOf(space, text, at)
    return next === text.length ? next : this.#mark(text.charAt(next), next)
  }

  /** Between the tokens. Gives the index to go on from. */
  #mark(mark: string, at: number): number {
    const kind = this.#kinds.at(-1)
    const state = this.#state
    if (state === 'colon' && mark === ':') this.#state = 'value'
    else if (state === 'comma' && mark === ',') this.#state = kind === 'object' ? 'key' : 'value'
    else if (state !== 'value' && state !== 'key' && state !== 'colon' && kind && mark === closers[kind]) {
      this.#kinds.pop()
      this.#events.close()
      this.#valueEnds()
    } else if ((state === 'key' || state === 'first-key') && mark === '"') {
      this.#inKey = true
      this.#key = ''
      this.#state = 'string'
    } else if (state === 'value' || state === 'first-item') return this.#begin(mark, at)
    else throw this.#unexpected()
    return at + 1
  }

  #begin(mark: string, at: number): number {
    if (mark === '"') {
      this.#inKey = false
      this.#state = 'string'
      this.#events.textStart()
      return at + 1
    }
    if (mark === '{' || mark === '[') {
      if (this.#kinds.length === this.#maxDepth) throw this.#refused(`is nested deeper than ${this.#maxDepth} levels`)
      const kind = mark === '{' ? 'object' : 'array'
      this.#kinds.push(kind)
      this.#state = kind === 'object' ? 'first-key' : 'first-item'
      this.#events.open(kind)
      return at + 1
    }
    this.#token = ''
    this.#state = Object.hasOwn(words, mark) ? 'word' : 'number'
    if (this.#state === 'number' && !/[-\d]/.test(mark)) throw this.#unexpected()
    return at
  }

  #valueEnds(): void {
    this.#state = this.#kinds.length === 0 ? 'end' : 'comma'
  }

  #string(text: string, at: number): number {
    const end = endOf(plain, text, at)
    if (end > at) this.#piece(text.slice(at, end))
    if (end === text.length) return end
    const mark = text.charAt(end)
    if (mark === '\\') {
      this.#token = ''
      this.#state = 'escape'
    } else if (mark !== '"') throw this.#unexpected()
    else if (this.#inKey) {
      this.#events.key(this.#key)
      this.#state = 'colon'
    } else {
      if (this.#held !== '') this.#events.textPiece(this.#held)
      this.#held = ''
      this.#valueEnds()
    }
    return end + 1
  }

  #piece(text: string): void {
    if (this.#inKey) {
      this.#key += text
      return
    }
    const piece = this.#held + text
    const whole = isHighSurrogate(piece.charCodeAt(piece.length - 1)) ? piece.length - 1 : piece.length
    this.#held = piece.slice(whole)
    if (whole > 0) this.#events.textPiece(piece.slice(0, whole))
  }

  #escape(text: string, at: number): number {
    this.#token += text.charAt(at)
    const meant = Object.hasOwn(escapes, this.#token) ? escapes[this.#token] : undefined
    if (meant === undefined && !unicode.test(this.#token)) throw this.#unexpected()
    if (meant !== undefined || this.#token.length === 5) {
      this.#piece(meant ?? String.fromCharCode(Number.parseInt(this.#token.slice(1), 16)))
      this.#state = 'string'
    }
    return at + 1
  }

  #word(text: string, at: number): number {
    this.#token += text.charAt(at)
    const known = words[this.#token.charAt(0)]
    if (!known?.word.startsWith(this.#token)) throw this.#unexpected()
    if (known.word === this.#token) {
      this.#events.scalar(known.value)
      this.#valueEnds()
    }
    return at + 1
  }

  #number(): void {
    if (!number.test(this.#token)) throw this.#unexpected()
    this.#events.scalar(Number(this.#token))
    this.#valueEnds()
  }

  #unexpected(): BedrockError<'malformed'> {
    return this.#refused(`has a character that does not belong there, where a ${this.#state} was read or expected`)
  }

  #refused(what: string): BedrockError<'malformed'> {
    return notJson(`it ${what}`)
  }
}
