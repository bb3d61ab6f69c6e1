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
const follow = (id: string, options: UseChatOptions, latest: { readonly current: UseChatOptions }): Chat =>
  createChat({
    ...options,
    id,
    transport: {
      send: (request) => (latest.current.transport ?? httpTransport(latest.current)).send(request),
    },
    onFinish: (finish) => latest.current.onFinish?.(finish),
    onError: (error) => latest.current.onError?.(error),
    onData: (data) => latest.current.onData?.(data),
  })

/** Stops a component's own chat when the component leaves, but not when strict mode only pretends so. */
const useLeave = (chat: Chat, own: boolean): void => {
  const present = useRef<Chat>(undefined)
  useEffect(() => {
    present.current = chat
    return () => {
      present.current = undefined
      if (own) setTimeout(() => present.current === chat || chat.stop())
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
  const { subscribe, snapshot, initialSnapshot, ...actions } = chat
  return { ...actions, ...useSyncExternalStore(subscribe, snapshot, initialSnapshot), chat }
}
