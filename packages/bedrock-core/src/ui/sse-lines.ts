import { malformed } from './malformed.ts'

/** One server-sent event: its `data` lines joined, and the last `id` seen. */
export interface SseEvent {
  readonly data: string
  readonly id: string | undefined
}

const lineEnd = /\r\n?|\n/

/** Characters of one event; a file in a `data:` URL is the longest that is meant to come. */
const mostOfEvent = 64 * 1024 * 1024

/**
 * Reads server-sent events from text in any pieces, as the HTML standard says. Every character is looked at once, however
 * the text is cut.
 */
export class SseLines {
  /** The begun line: pieces are appended, and read when the line is whole. */
  #line = ''
  #data: string[] = []
  #id: string | undefined
  #afterReturn = false
  /** Characters since the last event. */
  #length = 0

  /** @throws BedrockError `malformed` for an event without end */
  push(text: string, take: (event: SseEvent) => void): void {
    if (text === '') return
    this.#length += text.length
    // CR LF may be cut between its two characters.
    const lines = (this.#afterReturn && text.startsWith('\n') ? text.slice(1) : text).split(lineEnd)
    this.#afterReturn = text.endsWith('\r')
    const begun = lines.pop() ?? ''
    for (const line of lines) {
      this.#field(this.#line + line, take)
      this.#line = ''
    }
    this.#line += begun
    if (this.#length > mostOfEvent) throw malformed('an event does not end')
  }

  #field(line: string, take: (event: SseEvent) => void): void {
    if (line === '') {
      const data = this.#data
      this.#data = []
      this.#length = 0
      if (data.length > 0) take({ data: data.join('\n'), id: this.#id })
      return
    }
    const [name] = line.split(':', 1)
    const value = line.slice((name ?? '').length + 1).replace(/^ /, '')
    if (name === 'data') this.#data.push(value)
    else if (name === 'id' && !value.includes('\0')) this.#id = value
  }
}
