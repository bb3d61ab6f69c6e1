import type { UIMessage } from '@x/bedrock-core/ui'
import { invalid } from './bedrock-errors.ts'
import type { Chat, ChatInput, SendOptions } from './chat-types.ts'
import { newId } from './new-id.ts'
import { createStore, type Store } from './store.ts'
import { userMessage } from './user-message.ts'

/** Ways on from one message. The active one's messages are the chat's own; the entry here is from when it was left. */
export interface Fork {
  readonly active: number
  readonly ways: readonly (readonly UIMessage[])[]
}

/** A conversation's forks by the id of the message before them, `''` at its beginning. Plain JSON: can be kept and passed back. */
export type Forks = Readonly<Record<string, Fork>>

/** A message's place among its siblings. */
export interface Branch {
  readonly index: number
  readonly count: number
}

/** A conversation as a tree: what was edited or answered anew stays and can be gone back to. */
export interface Branches extends Store<{ readonly forks: Forks }> {
  /** A message of the conversation among its siblings; `{ index: 0, count: 1 }` where it has none. */
  branchOf(messageId: string): Branch
  /** Asks something else in place of a user's message. @throws BedrockError `invalid-argument` for any other message */
  edit(messageId: string, input: ChatInput, options?: SendOptions): Promise<void>
  /** As the chat's `regenerate`, with the answer that is there kept. */
  regenerate(options?: SendOptions & { readonly messageId?: string }): Promise<void>
  /** Goes to a message's sibling and all that followed it; stops an answer in progress. */
  switchBranch(messageId: string, index: number): void
}

const placeOf = (messages: readonly UIMessage[], messageId: string): number => {
  const place = messages.findIndex(({ id }) => id === messageId)
  if (place < 0) throw invalid('There is no such message. Name one of the conversation.')
  return place
}

/** Adds branches to a chat: its edits and new answers go through here, all else stays as it is. */
export const createBranches = (chat: Chat, kept: Forks = {}): Branches => {
  const { publish, publishSoon: _soon, ...store } = createStore<{ readonly forks: Forks }>({ forks: kept })
  const keyAt = (messages: readonly UIMessage[], place: number): string => messages[place - 1]?.id ?? ''
  const forkAt = (messages: readonly UIMessage[], place: number): Fork =>
    store.snapshot().forks[keyAt(messages, place)] ?? { active: 0, ways: [[]] }
  /** Keeps the way on from a place, and goes another: a new one, or one that was left. */
  const turn = (messages: readonly UIMessage[], place: number, index?: number): void => {
    const { active, ways } = forkAt(messages, place)
    const left = ways.with(active, messages.slice(place))
    const fork = index === undefined ? { active: left.length, ways: [...left, []] } : { active: index, ways: left }
    publish({ forks: { ...store.snapshot().forks, [keyAt(messages, place)]: fork } })
  }
  /** By message, for the messages that are shown now. */
  let shown: readonly UIMessage[] = []
  let places: ReadonlyMap<string, number> = new Map()
  const shownPlaceOf = (messageId: string): number => {
    const { messages } = chat.snapshot()
    if (messages !== shown) places = new Map(messages.map(({ id }, place) => [id, place]))
    shown = messages
    return places.get(messageId) ?? 0
  }
  return {
    ...store,
    branchOf(messageId) {
      const place = shownPlaceOf(messageId)
      const { active, ways } = forkAt(shown, place)
      return { index: active, count: ways.length }
    },
    async edit(messageId, input, options) {
      const messages = chat.current()
      const place = placeOf(messages, messageId)
      if (messages[place]?.role !== 'user') throw invalid('Only a user’s message can be edited. Name one.')
      const { newId: makeId = newId } = chat.options()
      const message = userMessage(input, makeId())
      turn(messages, place)
      return chat.ask({ ...options, messages: [...messages.slice(0, place), message], messageId })
    },
    async regenerate(options) {
      const messages = chat.current()
      const place = options?.messageId === undefined ? messages.length - 1 : placeOf(messages, options.messageId)
      const kept = messages[place]?.role === 'user' ? place + 1 : place
      if (kept < messages.length) turn(messages, kept)
      return chat.regenerate(options)
    },
    switchBranch(messageId, index) {
      chat.stop()
      const messages = chat.current()
      const place = placeOf(messages, messageId)
      const { active, ways } = forkAt(messages, place)
      const way = ways[index]
      if (way === undefined) throw invalid('There is no such branch. Name one of its count.')
      if (active === index) return
      turn(messages, place, index)
      chat.setMessages([...messages.slice(0, place), ...way])
    },
  }
}
