'use client'
import { textOf, type UIFilePart } from '@x/bedrock-core/ui'
import { ChartNoAxesColumn } from 'lucide-react'
import { type DragEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { ChatModel } from '../../server/models.ts'
import type { Place } from '../../server/place.ts'
import type { Conversation as Kept } from '../conversations/conversation.ts'
import { useOfferModels } from '../palette/offered.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { Actions, type MessageActions } from './actions.ts'
import { Composer } from './composer.tsx'
import { DetailsModal } from './details-modal.tsx'
import { DocumentsModal } from './documents-modal.tsx'
import { loadMarkdown } from './load-markdown.ts'
import { MessageList } from './message-list.tsx'
import { ModelPicker } from './model-picker.tsx'
import { Problem } from './problem.tsx'
import { statusWords } from './status-words.ts'
import { useAttachments } from './use-attachments.ts'
import { useConversationChat } from './use-conversation-chat.ts'
import { Waiting } from './waiting.tsx'
import { Welcome } from './welcome.tsx'

interface Props {
  readonly id: string
  readonly kept: Kept | undefined
  readonly place: Place
  readonly models: readonly ChatModel[]
  readonly firstModel: string
  readonly onBegin: () => void
}

/** One conversation, from the first question on. */
export const Conversation = ({ place, models, ...opened }: Props) => {
  const chat = useConversationChat(opened)
  const { messages, busy, problem, stopped, model, change, decide, branchOf, edit, regenerate, switchBranch } = chat
  const choose = useCallback((id: string) => change({ model: id }), [change])
  useOfferModels(models, model, choose)
  const files = useAttachments()
  const [editing, setEditing] = useState<string>()
  const [panel, setPanel] = useState<'documents' | 'details'>()
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    field.current?.focus()
    void loadMarkdown()
  }, [])
  const actions = useMemo<MessageActions>(
    () => ({
      decide,
      branchOf,
      switchBranch,
      edit: (messageId, text) => void edit(messageId, text),
      regenerate: (messageId) => void regenerate({ messageId }),
    }),
    [decide, branchOf, switchBranch, edit, regenerate],
  )
  const begin = (text: string, attached: readonly UIFilePart[] = []): void => {
    chat.send(text, attached)
    field.current?.focus()
  }
  const drop = (event: DragEvent): void => {
    if (event.dataTransfer.files.length === 0) return
    event.preventDefault()
    void files.add(event.dataTransfer.files)
  }
  const last = messages.at(-1)
  /** As after a reload, where the failure is forgotten. */
  const unanswered = !busy && problem === undefined && last?.role === 'user'
  const first = messages[0]
  return (
    <main
      aria-label="Chat"
      className="flex min-h-0 flex-1 flex-col"
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
    >
      <header className="flex h-13 shrink-0 items-center gap-2 px-2 sm:px-4">
        <h1 className="sr-only">Chat</h1>
        <ModelPicker models={models} chosen={model} onChoose={choose} />
        <IconButton
          label="Usage and export"
          className="ml-auto"
          disabled={messages.length === 0}
          onClick={() => setPanel('details')}
        >
          <ChartNoAxesColumn className="size-[18px]" aria-hidden />
        </IconButton>
      </header>
      {first === undefined ? (
        <div className="min-h-0 flex-1 overflow-y-auto">
          <Welcome place={place} onPick={begin} />
        </div>
      ) : (
        <Actions value={actions}>
          <MessageList messages={messages} busy={busy} stopped={stopped} editing={editing} onEditing={setEditing}>
            {busy && last?.role === 'user' && <Waiting />}
            {problem !== undefined && <Problem words={problem} onRetry={() => void chat.retry()} />}
            {unanswered && <Problem words="This question has no answer yet." late onRetry={() => void chat.retry()} />}
          </MessageList>
        </Actions>
      )}
      <div className="mx-auto w-full max-w-3xl px-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:px-6">
        <Composer
          busy={busy}
          field={field}
          files={files}
          think={chat.think}
          canThink={models.find(({ id }) => id === model)?.can.includes('reasoning') ?? false}
          documents={chat.documents.length}
          onThink={(think) => change({ think })}
          onDocuments={() => setPanel('documents')}
          onSend={begin}
          onStop={() => chat.stop()}
          onEditLast={() => setEditing(messages.findLast(({ role }) => role === 'user')?.id)}
        />
        <p className="mt-2 text-center text-xs text-muted-foreground">
          {place.simulated ? 'Simulated answers: no model is run.' : 'Models make mistakes. Check what matters.'}
        </p>
      </div>
      <p role="status" className="sr-only">
        {statusWords({ busy, last, problem, stopped })}
      </p>
      <DocumentsModal
        open={panel === 'documents'}
        documents={chat.documents}
        onChange={(documents) => change({ documents })}
        onClose={() => setPanel(undefined)}
      />
      <DetailsModal
        open={panel === 'details'}
        title={first === undefined ? '' : textOf(first).slice(0, 80)}
        messages={messages}
        onClose={() => setPanel(undefined)}
      />
    </main>
  )
}
