import { useEffect, useId, useRef, useState, useSyncExternalStore } from 'react'
import type { Chat, ChatOptions, ChatSnapshot } from './chat-types.ts'
import { createChat } from './create-chat.ts'
import { httpTransport } from './transport.ts'

export interface UseChatOptions extends ChatOptions {
  /** A chat that lives outside this component: it goes on when the component leaves. Other options are then its own. */
  readonly chat?: Chat
}

/** A chat's snapshot and what can be done with it. */
export interface UseChat extends ChatSnapshot, Omit<Chat, 'snapshot' | 'initialSnapshot' | 'subscribe'> {
  readonly chat: Chat
}

/** Reads options when they are needed, so that none is ever stale. */
const follow = (id: string, options: UseChatOptions, latest: { readonly current: UseChatOptions }): Chat => {
  const { newId, schedule, messages } = options
  return createChat({
    id,
    transport: {
      send: (request) => (latest.current.transport ?? httpTransport(latest.current)).send(request),
    },
    onFinish: (finish) => latest.current.onFinish?.(finish),
    onError: (error) => latest.current.onError?.(error),
    onData: (data) => latest.current.onData?.(data),
    ...(messages === undefined ? {} : { messages }),
    ...(newId === undefined ? {} : { newId }),
    ...(schedule === undefined ? {} : { schedule }),
  })
}

/** Stops a component's own chat when the component leaves, but not when strict mode only pretends so. */
const useLeave = (chat: Chat, own: boolean): void => {
  const leaving = useRef<{ readonly chat: Chat; readonly timer: ReturnType<typeof setTimeout> }>(undefined)
  useEffect(() => {
    if (leaving.current?.chat === chat) clearTimeout(leaving.current.timer)
    return () => {
      if (own) leaving.current = { chat, timer: setTimeout(chat.stop) }
    }
  }, [chat, own])
}

/** A chat in a component. Another `id` is another chat. Re-renders at most once a frame while text grows. */
export const useChat = (options: UseChatOptions = {}): UseChat => {
  const generated = useId()
  const id = options.id ?? generated
  const latest = useRef(options)
  const [held, setHeld] = useState(() => follow(id, options, latest))
  let own = held
  if (held.id !== id) {
    own = follow(id, options, latest)
    setHeld(own)
  }
  const chat = options.chat ?? own
  useEffect(() => {
    latest.current = options
  })
  useLeave(chat, options.chat === undefined)
  const snapshot = useSyncExternalStore(chat.subscribe, chat.snapshot, chat.initialSnapshot)
  const { send, stop, regenerate, retry, setMessages, clearError } = chat
  return { ...snapshot, id: chat.id, chat, send, stop, regenerate, retry, setMessages, clearError }
}
