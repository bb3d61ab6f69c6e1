import { useId, useSyncExternalStore } from 'react'
import type { Chat, ChatOptions, ChatSnapshot } from './chat-types.ts'
import { chatOf } from './create-chat.ts'
import type { Store } from './store.ts'
import { useKeyed, useLatest, useLeave } from './use-store.ts'

export interface UseChatOptions extends ChatOptions {
  /** A chat that lives outside this component: it goes on when the component leaves. Other options are then its own. */
  readonly chat?: Chat
}

/** A chat's snapshot and what can be done with it. */
export interface UseChat extends ChatSnapshot, Omit<Chat, keyof Store<ChatSnapshot>> {
  readonly chat: Chat
}

/** A chat in a component. Another `id` is another chat. Re-renders at most once a frame while text grows. */
export const useChat = (options: UseChatOptions = {}): UseChat => {
  const generated = useId()
  const id = options.id ?? generated
  const latest = useLatest(options)
  const own = useKeyed(id, () => chatOf({ ...options, id }, () => latest.current))
  const chat = options.chat ?? own
  useLeave(own)
  const { subscribe, snapshot, initialSnapshot, ...actions } = chat
  return { ...actions, ...useSyncExternalStore(subscribe, snapshot, initialSnapshot), chat }
}
