/** A piece is closed at the first border after so many characters. */
const least = 2000

/** A line that begins something new: neither indented nor a part of a list, a table or a quotation. */
const begins = /^[\p{L}#*_"“`[(]/u
const listItem = /^([*+-]|\d+[.)])\s/

/**
 * Cuts a growing Markdown text where a paragraph, a heading or a fence begins, so that what has been drawn is not read again
 * with every word. A piece, once closed, stays as it is; the pieces joined are the text.
 */
export const createPieces = (): ((text: string) => readonly string[]) => {
  let seen = ''
  let closed: readonly string[] = []
  /** Where the open piece begins, and where the line begins that is looked at next. */
  let from = 0
  let at = 0
  let fence = ''
  let blank = false
  const reset = (): void => {
    closed = []
    from = 0
    at = 0
    fence = ''
    blank = false
  }
  const look = (line: string): void => {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1]
    const border = fence === '' && blank && at - from >= least && begins.test(line) && !listItem.test(line)
    if (border) {
      closed = [...closed, seen.slice(from, at)]
      from = at
    }
    if (mark !== undefined && fence === '') fence = mark
    else if (mark?.startsWith(fence)) fence = ''
    blank = line.trim() === ''
  }
  return (text) => {
    if (!text.startsWith(seen)) reset()
    seen = text
    // The last line may still grow into something else.
    for (let end = text.indexOf('\n', at); end >= 0; end = text.indexOf('\n', at)) {
      look(text.slice(at, end))
      at = end + 1
    }
    return [...closed, text.slice(from)]
  }
}
