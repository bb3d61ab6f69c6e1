'use client'
import { addToolApprovalResponse, useChat } from '@x/bedrock-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { loadMarkdown } from '../lib/load-markdown.ts'
import { statusWords } from '../lib/status-words.ts'
import type { Place } from '../server/place.ts'
import { Decide } from './approval.tsx'
import { Composer } from './composer.tsx'
import { MessageList } from './message-list.tsx'
import { Problem } from './problem.tsx'
import { TopBar } from './top-bar.tsx'
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
    <div className="flex h-dvh flex-col">
      <TopBar place={place} model={model} onNew={messages.length === 0 ? undefined : onNew} />
      <main className="flex min-h-0 flex-1 flex-col">
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
    </div>
  )
}

/** The whole page: one conversation, and a button that begins another. */
export const Chat = (props: Props) => {
  const [conversation, setConversation] = useState(0)
  return <Conversation key={conversation} {...props} onNew={() => setConversation(conversation + 1)} />
}
