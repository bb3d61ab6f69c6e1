import { malformed } from './malformed.ts'

/** One server-sent event: its `data` lines joined, and the last `id` seen. */
export interface SseEvent {
  readonly data: string
  readonly id: string | undefined
}

const lineEnd = /\r\n?|\n/g

/** Characters of one event; a file in a `data:` URL is the longest that is meant to come. */
const mostOfEvent = 64 * 1024 * 1024

/**
 * Reads server-sent events from text in any pieces, as the HTML standard says. Every character is looked at once, however
 * the text is cut.
 */
export class SseLines {
  /** The begun line, in pieces, so that a long line is joined once. */
  #line: string[] = []
  #length = 0
  #data: string[] = []
  #id: string | undefined
  #afterReturn = false

  /** @throws BedrockError `malformed` for an event without end */
  push(text: string, take: (event: SseEvent) => void): void {
    // CR LF may be cut between its two characters.
    let from = this.#afterReturn && text.startsWith('\n') ? 1 : 0
    if (text !== '') this.#afterReturn = text.endsWith('\r')
    lineEnd.lastIndex = from
    for (let end = lineEnd.exec(text); end !== null; end = lineEnd.exec(text)) {
      this.#take(text.slice(from, end.index))
      const line = this.#line.join('')
      this.#line = []
      from = end.index + end[0].length
      this.#field(line, take)
      lineEnd.lastIndex = from
    }
    if (from < text.length) this.#take(text.slice(from))
  }

  #take(piece: string): void {
    this.#line.push(piece)
    this.#length += piece.length
    if (this.#length > mostOfEvent) throw malformed(`one event is longer than ${mostOfEvent} characters`)
  }

  #field(line: string, take: (event: SseEvent) => void): void {
    if (line === '') {
      const data = this.#data
      this.#data = []
      this.#length = 0
      if (data.length > 0) take({ data: data.join('\n'), id: this.#id })
      return
    }
    const colon = line.indexOf(':')
    const end = colon < 0 ? line.length : colon
    const name = line.slice(0, end)
    const value = line.slice(line[end + 1] === ' ' ? end + 2 : end + 1)
    if (name === 'data') this.#data.push(value)
    else if (name === 'id' && !value.includes('\0')) this.#id = value
  }
}
