/** Lets the first JSON object or list of a text through, and nothing else of it. */
export interface JsonOnly {
  /** What of a piece goes on. */
  push(piece: string): string
  /** A text without JSON goes on as it is: whoever reads it shall see what was said. */
  end(): string
}

const opening = /[[{]/

/**
 * For answers that were asked for in words: without the fence and the prose that some models put around them. Looks at each
 * character once.
 */
export const jsonOnly = (): JsonOnly => {
  let before: string[] = []
  let depth = 0
  let state: 'before' | 'inside' | 'string' | 'escape' | 'after' = 'before'
  /** Where the JSON ends in this piece. */
  const endIn = (piece: string): number => {
    for (let at = 0; at < piece.length; at += 1) {
      const character = piece[at]
      if (state === 'escape') state = 'string'
      else if (state === 'string') state = character === '\\' ? 'escape' : character === '"' ? 'inside' : 'string'
      else if (character === '"') state = 'string'
      else if (character === '{' || character === '[') depth += 1
      else if (character === '}' || character === ']') depth -= 1
      if (depth === 0) {
        state = 'after'
        return at + 1
      }
    }
    return piece.length
  }
  return {
    push: (piece) => {
      if (state === 'after') return ''
      if (state !== 'before') return piece.slice(0, endIn(piece))
      const start = piece.search(opening)
      if (start === -1) {
        before.push(piece)
        return ''
      }
      before = []
      state = 'inside'
      const json = piece.slice(start)
      return json.slice(0, endIn(json))
    },
    end: () => (state === 'before' ? before.join('') : ''),
  }
}
