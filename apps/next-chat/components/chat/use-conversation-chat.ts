import type { JsonObject, UIFilePart } from '@x/bedrock-core/ui'
import { addToolApprovalResponse, resumableTransport, resumeChat, useBranches, useChat } from '@x/bedrock-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Conversation, OwnDocument } from '../conversations/conversation.ts'
import { saveConversation } from '../conversations/store.ts'

interface Options {
  readonly id: string
  readonly kept: Conversation | undefined
  readonly mayResume: boolean
  readonly firstModel: string
  readonly onBegin: () => void
}

/** One conversation: its chat, its branches, what is asked with it, and its keeping. */
export const useConversationChat = ({ id, kept, mayResume, firstModel, onBegin }: Options) => {
  const [model, setModel] = useState(kept?.model ?? firstModel)
  const [think, setThink] = useState(false)
  const [documents, setDocuments] = useState<readonly OwnDocument[]>(kept?.documents ?? [])
  const asked = useRef<JsonObject>({})
  asked.current = { model, think, documents: documents.map((document) => ({ ...document })) }
  const [transport] = useState(() => resumableTransport({ api: '/api/chat', body: () => asked.current }))
  const { chat, messages, status, error, stop, retry } = useChat({ id, transport, messages: kept?.messages ?? [] })
  const { forks, branchOf, edit, regenerate, switchBranch } = useBranches(chat, kept?.forks)
  const busy = status === 'submitted' || status === 'streaming'

  useEffect(() => {
    if (!mayResume) return
    const leaving = new AbortController()
    // What looking for an answer fails with is passed over: nobody asked for it.
    resumeChat(chat, { signal: leaving.signal }).catch(() => {})
    return () => leaving.abort()
  }, [chat, mayResume])

  // Kept when something was asked and when it was answered, not with every word.
  const shown = chat.snapshot().messages
  useEffect(() => {
    if (status === 'streaming' || shown.length === 0) return
    void saveConversation({ id, messages: shown, forks, model, documents })
  }, [id, status, shown, forks, model, documents])

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
  return {
    messages,
    busy,
    problem: error?.message,
    model,
    setModel,
    think,
    setThink,
    documents,
    setDocuments,
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
