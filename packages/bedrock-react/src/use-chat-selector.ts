import type { UIMessage } from '@x/bedrock-core/ui'
import { useRef, useSyncExternalStore } from 'react'
import type { Chat, ChatSnapshot } from './chat-types.ts'

/** Lists with the same items count as the same. */
const same = (before: unknown, after: unknown): boolean =>
  before === after ||
  (Array.isArray(before) &&
    Array.isArray(after) &&
    before.length === after.length &&
    before.every((item, index) => item === after[index]))

/**
 * A piece of a chat: the component renders again when that piece is another, or a list of others, such as
 * `useChatSelector(chat, ({ messages }) => messages.map(({ id }) => id))`.
 */
export const useChatSelector = <Piece>(chat: Chat, select: (snapshot: ChatSnapshot) => Piece): Piece => {
  const last = useRef<{ readonly piece: Piece } | undefined>(undefined)
  const pieceOf = (snapshot: ChatSnapshot): Piece => {
    const piece = select(snapshot)
    if (last.current === undefined || !same(last.current.piece, piece)) last.current = { piece }
    return last.current.piece
  }
  return useSyncExternalStore(
    chat.subscribe,
    () => pieceOf(chat.snapshot()),
    () => pieceOf(chat.initialSnapshot()),
  )
}

/** One message: the component renders again when that message changes, and for no other. */
export const useMessage = (chat: Chat, id: string): UIMessage | undefined =>
  useChatSelector(chat, ({ messages }) => messages.findLast((message) => message.id === id))
