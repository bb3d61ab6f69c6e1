'use client'
import { createStore, del, get, set } from 'idb-keyval'
import { useSyncExternalStore } from 'react'
import { type Conversation, type Head, headOf } from './conversation.ts'

/** Older ones are dropped. */
const most = 100
const listKey = 'list'
const none: readonly Head[] = []

let heads = none
let loading: Promise<void> | undefined
const listeners = new Set<() => void>()

const database = (() => {
  let store: ReturnType<typeof createStore> | undefined
  return () => {
    store ??= createStore('bedrock-chat', 'conversations')
    return store
  }
})()

const publish = (next: readonly Head[]): void => {
  heads = next
  for (const listener of listeners) listener()
}

/** A browser that keeps nothing (private windows, a full disk) still chats. */
const attempt = async <Value>(work: () => Promise<Value>): Promise<Value | undefined> => {
  try {
    return await work()
  } catch {
    return undefined
  }
}

const load = async (): Promise<void> => {
  loading ??= attempt(() => get<readonly Head[]>(listKey, database())).then((kept) => publish(kept ?? none))
  await loading
}

/** Changes the list as it is now, also by other tabs. */
const change = async (alter: (heads: readonly Head[]) => readonly Head[]): Promise<void> => {
  await load()
  const kept = (await attempt(() => get<readonly Head[]>(listKey, database()))) ?? heads
  const next = alter(kept)
  publish(next)
  await attempt(() => set(listKey, next, database()))
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  void load()
  return () => listeners.delete(listener)
}

/** The conversations that this browser keeps. */
export const useHeads = (): readonly Head[] =>
  useSyncExternalStore(
    subscribe,
    () => heads,
    () => none,
  )

export const readConversation = async (id: string): Promise<Conversation | undefined> =>
  attempt(() => get<Conversation>(id, database()))

/** Keeps what has come of a conversation that is on the list. */
export const keepWords = async (conversation: Conversation): Promise<void> => {
  await attempt(() => set(conversation.id, conversation, database()))
}

export const saveConversation = async (conversation: Conversation): Promise<void> => {
  await keepWords(conversation)
  const dropped: string[] = []
  await change((before) => {
    const old = before.find(({ id }) => id === conversation.id)
    const next = [headOf(conversation, old, Date.now()), ...before.filter((head) => head !== old)]
    dropped.push(...next.slice(most).map(({ id }) => id))
    return next.slice(0, most)
  })
  for (const id of dropped) await attempt(() => del(id, database()))
}

export const renameConversation = async (id: string, title: string): Promise<void> =>
  change((before) => before.map((head) => (head.id === id ? { ...head, title, renamed: true } : head)))

export const removeConversation = async (id: string): Promise<void> => {
  await change((before) => before.filter((head) => head.id !== id))
  await attempt(() => del(id, database()))
}
