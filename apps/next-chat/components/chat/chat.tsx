'use client'
import { addToolApprovalResponse, useChat } from '@x/bedrock-react'
import { SquarePen } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Place } from '../../server/place.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { Decide } from './approval.tsx'
import { Composer } from './composer.tsx'
import { loadMarkdown } from './load-markdown.ts'
import { MessageList } from './message-list.tsx'
import { Problem } from './problem.tsx'
import { statusWords } from './status-words.ts'
import { Waiting } from './waiting.tsx'
import { Welcome } from './welcome.tsx'

interface Props {
  readonly place: Place
  readonly model: string
}

const Conversation = ({ place, model, onNew }: Props & { readonly onNew: () => void }) => {
  const [think, setThink] = useState(false)
  const { chat, messages, status, error, send, stop, regenerate, retry } = useChat({
    api: '/api/chat',
    body: { think },
  })
  const decide = useCallback(
    (id: string, approved: boolean) => void addToolApprovalResponse(chat, { id, approved }),
    [chat],
  )
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    field.current?.focus()
    void loadMarkdown()
  }, [])
  const busy = status === 'submitted' || status === 'streaming'
  const last = messages.at(-1)
  const problem = error?.message
  const begin = (text: string): void => {
    send(text)
    field.current?.focus()
  }
  return (
    <main className="flex min-h-0 flex-1 flex-col">
      <header className="flex h-13 shrink-0 items-center gap-2 px-4">
        <h1 className="truncate text-sm font-medium text-muted-foreground">{model}</h1>
        <IconButton label="New conversation" onClick={onNew} disabled={messages.length === 0} className="ml-auto">
          <SquarePen className="size-[18px]" aria-hidden />
        </IconButton>
      </header>
      {messages.length === 0 ? (
        <div className="min-h-0 flex-1 overflow-y-auto">
          <Welcome place={place} onPick={begin} />
        </div>
      ) : (
        <Decide value={decide}>
          <MessageList messages={messages} busy={busy} onRegenerate={() => regenerate()}>
            {busy && last?.role === 'user' && <Waiting />}
            {problem !== undefined && <Problem words={problem} onRetry={() => retry()} />}
          </MessageList>
        </Decide>
      )}
      <div className="mx-auto w-full max-w-3xl px-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:px-6">
        <Composer busy={busy} field={field} think={think} onThink={setThink} onSend={begin} onStop={stop} />
        <p className="mt-2 text-center text-xs text-muted-foreground">
          {place.simulated ? 'Simulated answers: no model is run.' : 'Models make mistakes. Check what matters.'}
        </p>
      </div>
      <p role="status" className="sr-only">
        {statusWords({ busy, last, problem })}
      </p>
    </main>
  )
}

/** The whole page: one conversation, and a button that begins another. */
export const Chat = (props: Props) => {
  const [conversation, setConversation] = useState(0)
  return <Conversation key={conversation} {...props} onNew={() => setConversation(conversation + 1)} />
}
