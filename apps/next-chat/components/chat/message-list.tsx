'use client'
import type { UIMessage } from '@x/bedrock-core/ui'
import { ArrowDown } from 'lucide-react'
import { type ReactNode, useContext } from 'react'
import { StickToBottom, useStickToBottomContext } from 'use-stick-to-bottom'
import { Actions } from './actions.ts'
import { AssistantMessage } from './assistant-message.tsx'
import { endingOf } from './status-words.ts'
import { UserMessage } from './user-message.tsx'

interface Props {
  readonly messages: readonly UIMessage[]
  readonly busy: boolean
  /** Answers that somebody stopped. */
  readonly stopped: readonly string[]
  /** The user's message that is being edited. */
  readonly editing: string | undefined
  readonly onEditing: (id: string | undefined) => void
  /** Stands after the last message. */
  readonly children: ReactNode
}

const ToEnd = () => {
  const { isAtBottom, scrollToBottom } = useStickToBottomContext()
  if (isAtBottom) return null
  return (
    <button
      type="button"
      aria-label="Scroll to the end"
      onClick={() => scrollToBottom()}
      className="absolute bottom-4 left-1/2 grid size-9 -translate-x-1/2 place-items-center rounded-full border bg-card shadow-md"
    >
      <ArrowDown className="size-4" aria-hidden />
    </button>
  )
}

/** Follows the newest words until the reader scrolls up. */
export const MessageList = ({ messages, busy, stopped, editing, onEditing, children }: Props) => {
  const { branchOf } = useContext(Actions)
  return (
    <StickToBottom className="relative min-h-0 flex-1" initial="instant" resize="instant">
      <StickToBottom.Content
        scrollClassName="overscroll-contain"
        role="log"
        aria-live="off"
        aria-busy={busy}
        aria-label="Conversation"
        className="mx-auto w-full max-w-3xl space-y-5 px-4 pt-4 pb-8 sm:px-6"
      >
        {messages.map((message, index) => {
          const { index: branchIndex, count: branchCount } = branchOf(message.id)
          if (message.role === 'user')
            return (
              <UserMessage
                key={message.id}
                message={message}
                branchIndex={branchIndex}
                branchCount={branchCount}
                editing={editing === message.id}
                onEditing={onEditing}
              />
            )
          const streaming = busy && index === messages.length - 1
          return (
            <AssistantMessage
              key={message.id}
              message={message}
              branchIndex={branchIndex}
              branchCount={branchCount}
              streaming={streaming}
              ending={endingOf(message, stopped)}
            />
          )
        })}
        {children}
      </StickToBottom.Content>
      <ToEnd />
    </StickToBottom>
  )
}
