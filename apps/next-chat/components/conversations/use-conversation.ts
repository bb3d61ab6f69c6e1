'use client'
import { useSearchParams } from 'next/navigation'
import { useCallback, useEffect, useState } from 'react'
import type { Conversation } from './conversation.ts'
import { readConversation } from './store.ts'

interface Opened {
  readonly id: string
  /** Whether it may be kept: the address names it. */
  readonly named: boolean
  /** Undefined: none is kept. */
  readonly kept: Conversation | undefined
  readonly loading: boolean
  /** Writes the conversation's id into the address. */
  readonly name: () => void
}

/** Also where the page is no secure context, such as a phone on the local network. */
const newId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')

/** The conversation that the address names with `?c=`, else a new one, which gets its name with its first message. */
export const useConversation = (): Opened => {
  const named = useSearchParams().get('c')
  const [draft, setDraft] = useState({ id: newId(), used: false })
  const [kept, setKept] = useState<{ readonly id: string; readonly conversation: Conversation | undefined }>()
  let fresh = draft
  // The address takes a while to follow, so that only what was seen there counts as used.
  if (named === draft.id && !draft.used) {
    fresh = { ...draft, used: true }
    setDraft(fresh)
  }
  if (named === null && draft.used) {
    fresh = { id: newId(), used: false }
    setDraft(fresh)
  }
  const own = named === null || named === draft.id
  useEffect(() => {
    if (named === null || own || kept?.id === named) return
    let left = false
    readConversation(named).then((conversation) => left || setKept({ id: named, conversation }))
    return () => {
      left = true
    }
  }, [named, own, kept])
  const { id } = fresh
  const name = useCallback(() => {
    if (new URLSearchParams(location.search).has('c')) return
    history.replaceState(null, '', `/?c=${id}`)
  }, [id])
  if (own) return { id: named ?? id, named: named !== null, kept: undefined, loading: false, name }
  const loading = kept?.id !== named
  return { id: named, named: true, kept: loading ? undefined : kept.conversation, loading, name }
}
