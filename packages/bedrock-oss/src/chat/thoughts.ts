import type { Delta } from '@x/bedrock-core/family'

const tags = ['<reasoning>', '</reasoning>'] as const

/** How many of the last characters may be the beginning of a tag. */
const unfinished = (text: string): number => {
  const from = text.lastIndexOf('<')
  const tail = from === -1 ? '' : text.slice(from)
  return tags.some((tag) => tag.startsWith(tail)) ? tail.length : 0
}

/** Parts `content` into what is thought and what is said. */
export interface Thoughts {
  push(content: string): Delta[]
  /** Gives what was held back as the beginning of a tag, and was none. */
  flush(): Delta[]
}

/**
 * Bedrock puts gpt-oss's reasoning into `content`, and in a stream wraps each piece of it in tags of its own (recorded). A tag
 * may be split between pieces, and its end may be missing where an answer was cut short. No more than one tag's length is
 * held back.
 */
export const createThoughts = (blocks: { readonly reasoning: number; readonly text: number }): Thoughts => {
  let thinking = false
  let held = ''
  const say = (text: string): Delta[] => {
    if (text === '') return []
    return [
      thinking ? { type: 'reasoning', block: blocks.reasoning, text } : { type: 'text', block: blocks.text, text },
    ]
  }
  return {
    push: (content) => {
      const pieces = (held + content).split(/(<\/?reasoning>)/)
      const last = pieces.pop() ?? ''
      const deltas = pieces.flatMap((piece, index) => {
        if (index % 2 === 0) return say(piece)
        thinking = piece === tags[0]
        return []
      })
      const end = last.length - unfinished(last)
      held = last.slice(end)
      return [...deltas, ...say(last.slice(0, end))]
    },
    flush: () => {
      const rest = held
      held = ''
      return say(rest)
    },
  }
}
