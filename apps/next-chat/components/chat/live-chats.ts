import { type Branches, type Chat, createBranches, createChat, resumableTransport } from '@x/bedrock-react'
import type { Conversation, OwnDocument } from '../conversations/conversation.ts'
import { keepWords, saveConversation } from '../conversations/store.ts'

/** What goes with every question of a conversation. */
export interface Asked {
  readonly model: string
  readonly think: boolean
  readonly documents: readonly OwnDocument[]
}

/** A conversation that goes on whether it is looked at or not. */
export interface LiveChat {
  readonly chat: Chat
  readonly branches: Branches
  asked: Asked
  /** Answers that somebody stopped, by their ids: others without an end broke off. */
  stopped: readonly string[]
}

interface Held {
  readonly one: LiveChat
  shown: boolean
  readonly letGo: () => void
}

/** An answer in progress is kept that often: a reload that finds it ended has most of it. */
const keepMs = 2000

/** Those that are looked at or being answered. Only effects add to it, so that a server holds none. */
const live = new Map<string, Held>()

const conversationOf = ({ chat, branches, asked: { model, documents }, stopped }: LiveChat): Conversation => ({
  id: chat.id,
  messages: chat.snapshot().messages,
  forks: branches.snapshot().forks,
  model,
  documents,
  stopped,
})

/** Keeps a conversation in the browser, once something was asked. */
export const keepChat = (one: LiveChat): void => {
  const conversation = conversationOf(one)
  if (conversation.messages.length > 0) void saveConversation(conversation)
}

/** Keeps it whenever something was asked or answered, and now and then while words come. */
const keeping = (one: LiveChat): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const later = (): void => {
    timer = undefined
    void keepWords(conversationOf(one))
  }
  const heard = (): void => {
    if (one.chat.snapshot().status === 'streaming') {
      timer ??= setTimeout(later, keepMs)
      return
    }
    clearTimeout(timer)
    timer = undefined
    keepChat(one)
  }
  const subscriptions = [one.chat.subscribe(heard), one.branches.subscribe(heard)]
  return () => {
    clearTimeout(timer)
    for (const unsubscribe of subscriptions) unsubscribe()
  }
}

/** The conversation of that id that goes on on this page, else one made of what is kept. */
export const liveChat = (id: string, kept: Conversation | undefined, firstModel: string): LiveChat => {
  const held = live.get(id)
  if (held !== undefined) return held.one
  const body = () => ({ ...one.asked, documents: one.asked.documents.map((document) => ({ ...document })) })
  const chat = createChat({
    id,
    messages: kept?.messages ?? [],
    transport: resumableTransport({ body }),
    // Stopped here, or in another tab, from where the server says so.
    onFinish: ({ message, outcome, finishReason }) => {
      if (message === undefined || outcome === 'failed' || finishReason !== undefined) return
      one.stopped = [...one.stopped, message.id]
      keepChat(one)
    },
  })
  const one: LiveChat = {
    chat,
    branches: createBranches(chat, kept?.forks),
    asked: { model: kept?.model ?? firstModel, think: false, documents: kept?.documents ?? [] },
    stopped: kept?.stopped ?? [],
  }
  return one
}

const letGoIfIdle = ({ one: { chat }, shown, letGo }: Held): void => {
  if (!shown && !/^(submitted|streaming)$/.test(chat.snapshot().status)) letGo()
}

const hold = (one: LiveChat): Held => {
  const stopKeeping = keeping(one)
  // After the keeping, so that what has ended is kept first.
  const unsubscribe = one.chat.subscribe(() => letGoIfIdle(held))
  const held: Held = {
    one,
    shown: true,
    letGo: () => {
      stopKeeping()
      unsubscribe()
      live.delete(one.chat.id)
    },
  }
  live.set(one.chat.id, held)
  return held
}

/** Shows a conversation; the result leaves it. An answer in progress goes on, and is kept when it ends. */
export const showChat = (one: LiveChat): (() => void) => {
  const held = live.get(one.chat.id) ?? hold(one)
  held.shown = true
  return () => {
    held.shown = false
    letGoIfIdle(held)
  }
}

/** Ends a conversation that is no longer wanted: nothing more of it is kept. */
export const dropChat = (id: string): void => {
  const held = live.get(id)
  held?.letGo()
  held?.one.chat.stop()
}
