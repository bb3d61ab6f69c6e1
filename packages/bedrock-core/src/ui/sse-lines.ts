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
 * the text is cut. The reader throws BedrockError `malformed` for an event without end.
 */
export const sseReader = (take: (event: SseEvent) => void): ((text: string) => void) => {
  /** The begun line: pieces are appended, and read when the line is whole. */
  let begun = ''
  let data: string[] = []
  let id: string | undefined
  let afterReturn = false
  /** Characters since the last event. */
  let length = 0

  const readLine = (line: string): void => {
    if (line === '') {
      const event = data
      data = []
      length = 0
      if (event.length > 0) take({ data: event.join('\n'), id })
      return
    }
    const [name = ''] = line.split(':', 1)
    const value = line.slice(name.length + 1).replace(/^ /, '')
    if (name === 'data') data.push(value)
    else if (name === 'id' && !value.includes('\0')) id = value
  }

  return (text) => {
    if (text === '') return
    length += text.length
    // CR LF may be cut between its two characters.
    const lines = (afterReturn && text.startsWith('\n') ? text.slice(1) : text).split(lineEnd)
    afterReturn = text.endsWith('\r')
    const rest = lines.pop() ?? ''
    for (const line of lines) {
      readLine(begun + line)
      begun = ''
    }
    begun += rest
    if (length > mostOfEvent) throw malformed('an event does not end')
  }
}
