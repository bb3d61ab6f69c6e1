import { useState, useSyncExternalStore } from 'react'
import { type Branches, createBranches, type Forks } from './branches.ts'
import type { Chat } from './chat-types.ts'

/** What can be done with a conversation's branches, and its forks, to be kept. */
export interface UseBranches extends Pick<Branches, 'branchOf' | 'edit' | 'regenerate' | 'switchBranch'> {
  readonly forks: Forks
}

/** A chat's branches in a component. Edits and new answers that go through here keep what was there. */
export const useBranches = (chat: Chat, kept?: Forks): UseBranches => {
  const [held, setHeld] = useState(() => ({ chat, branches: createBranches(chat, kept) }))
  let current = held
  if (held.chat !== chat) {
    current = { chat, branches: createBranches(chat, kept) }
    setHeld(current)
  }
  const { subscribe, snapshot, initialSnapshot, ...actions } = current.branches
  return { ...actions, ...useSyncExternalStore(subscribe, snapshot, initialSnapshot) }
}
