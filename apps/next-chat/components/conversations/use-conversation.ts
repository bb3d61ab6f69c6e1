'use client'
import { useSearchParams } from 'next/navigation'
import { useCallback, useEffect, useState } from 'react'
import type { Conversation } from './conversation.ts'
import { readConversation } from './store.ts'

interface Opened {
  readonly id: string
  /** Undefined: none is kept. */
  readonly kept: Conversation | undefined
  readonly loading: boolean
  /** Writes the conversation's id into the address. */
  readonly name: () => void
}

/** A conversation that began on this page, and whether the address has come to name it. */
interface Begun {
  readonly id: string
  readonly named: boolean
}

/** Also where the page is no secure context, such as a phone on the local network. */
const begin = (): Begun => ({
  id: Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(''),
  named: false,
})

/** The address takes a while to follow, so that it leaves a conversation only after it has named it. */
const follow = (begun: Begun, named: string | null): Begun => {
  if (named === begun.id) return begun.named ? begun : { ...begun, named: true }
  return begun.named ? begin() : begun
}

/** The conversation that the address names with `?c=`, else a new one, which gets its name with its first message. */
export const useConversation = (): Opened => {
  const named = useSearchParams().get('c')
  const [begun, setBegun] = useState(begin)
  const [kept, setKept] = useState<{ readonly id: string; readonly conversation: Conversation | undefined }>()
  const fresh = follow(begun, named)
  if (fresh !== begun) setBegun(fresh)
  const own = named === null || named === fresh.id
  useEffect(() => {
    setKept(undefined)
    if (named === null || own) return
    let left = false
    readConversation(named).then((conversation) => left || setKept({ id: named, conversation }))
    return () => {
      left = true
    }
  }, [named, own])
  const { id } = fresh
  const name = useCallback(() => {
    if (new URLSearchParams(location.search).has('c')) return
    history.replaceState(null, '', `/?c=${id}`)
  }, [id])
  if (own) return { id, kept: undefined, loading: false, name }
  const loading = kept?.id !== named
  return { id: named, kept: loading ? undefined : kept.conversation, loading, name }
}
