import { textOf, type UIMessage } from '@x/bedrock-core/ui'
import type { Forks } from '@x/bedrock-react'

/** A text of the user's that answers may draw on. */
export interface OwnDocument {
  readonly id: string
  readonly title: string
  readonly text: string
}

/** A conversation as it is kept. */
export interface Conversation {
  readonly id: string
  readonly messages: readonly UIMessage[]
  readonly forks: Forks
  readonly model: string
  readonly documents: readonly OwnDocument[]
  /** Answers that somebody stopped, by their ids. */
  readonly stopped?: readonly string[]
}

/** What the list shows and searches. */
export interface Head {
  readonly id: string
  readonly title: string
  /** Whether the user gave the title. */
  readonly renamed?: boolean
  readonly updatedAt: number
  /** The beginning of all that was said, in lower case. */
  readonly words: string
}

const mostWords = 4000

const titleOf = (messages: readonly UIMessage[]): string => {
  const first = messages[0]
  const text = first === undefined ? '' : textOf(first).trim().replace(/\s+/g, ' ')
  if (text === '') return 'Attachment'
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}

export const headOf = ({ id, messages }: Conversation, before: Head | undefined, updatedAt: number): Head => ({
  id,
  updatedAt,
  words: messages.map(textOf).join('\n').slice(0, mostWords).toLowerCase(),
  ...(before?.renamed ? { title: before.title, renamed: true } : { title: titleOf(messages) }),
})

/** Those that hold every word that is looked for, the newest first. */
export const found = (heads: readonly Head[], query: string): readonly Head[] => {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean)
  return heads
    .filter(({ title, words }) => wanted.every((word) => words.includes(word) || title.toLowerCase().includes(word)))
    .toSorted((one, other) => other.updatedAt - one.updatedAt)
}
