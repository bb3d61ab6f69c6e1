import type { UIFilePart } from '@x/bedrock-core/ui'
import { addToolApprovalResponse, useChat, useResume } from '@x/bedrock-react'
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import type { Conversation } from '../conversations/conversation.ts'
import { type Asked, keepChat, liveChat, showChat } from './live-chats.ts'

interface Options {
  readonly id: string
  readonly kept: Conversation | undefined
  readonly firstModel: string
  readonly onBegin: () => void
}

/** One conversation: its chat, its branches, and what is asked with it. */
export const useConversationChat = ({ id, kept, firstModel, onBegin }: Options) => {
  const [live] = useState(() => liveChat(id, kept, firstModel))
  const { chat, branches } = live
  const { messages, status, error, stop, retry } = useChat({ chat })
  // Also where one edits or goes to a sibling: the places of messages change with the forks.
  useSyncExternalStore(branches.subscribe, branches.snapshot, branches.initialSnapshot)
  useEffect(() => showChat(live), [live])
  useResume(chat)

  const [asked, setAsked] = useState(live.asked)
  const change = useCallback(
    (changed: Partial<Asked>): void => {
      live.asked = { ...live.asked, ...changed }
      setAsked(live.asked)
      keepChat(live)
    },
    [live],
  )
  const send = useCallback(
    (text: string, files: readonly UIFilePart[]) => {
      onBegin()
      void chat.send({ text, files })
    },
    [chat, onBegin],
  )
  const decide = useCallback(
    (approvalId: string, approved: boolean) => void addToolApprovalResponse(chat, { id: approvalId, approved }),
    [chat],
  )
  const { branchOf, edit, regenerate, switchBranch } = branches
  return {
    messages,
    busy: status === 'submitted' || status === 'streaming',
    problem: error?.message,
    stopped: live.stopped,
    ...asked,
    change,
    send,
    stop,
    retry,
    decide,
    branchOf,
    edit,
    regenerate,
    switchBranch,
  }
}
