import { useSyncExternalStore } from 'react'
import { type Branches, createBranches, type Forks } from './branches.ts'
import type { Chat } from './chat-types.ts'
import { useKeyed } from './use-store.ts'

/** What can be done with a conversation's branches, and its forks, to be kept. */
export interface UseBranches extends Pick<Branches, 'branchOf' | 'edit' | 'regenerate' | 'switchBranch'> {
  readonly forks: Forks
}

/** A chat's branches in a component. Edits and new answers that go through here keep what was there. */
export const useBranches = (chat: Chat, kept?: Forks): UseBranches => {
  const branches = useKeyed(chat, () => createBranches(chat, kept))
  const { subscribe, snapshot, initialSnapshot, ...actions } = branches
  return { ...actions, ...useSyncExternalStore(subscribe, snapshot, initialSnapshot) }
}
