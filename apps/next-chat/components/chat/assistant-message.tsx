'use client'
import { textOf, type UIMessage } from '@x/bedrock-core/ui'
import { RotateCcw } from 'lucide-react'
import { memo, useContext, useMemo } from 'react'
import { Logo } from '../shell/logo.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { WireButton } from '../wire/wire-button.tsx'
import { Actions } from './actions.ts'
import { answerBlocks } from './answer-blocks.ts'
import { answerFacts, noticesOf } from './answer-facts.ts'
import { BranchPicker } from './branch-picker.tsx'
import { MessagePart } from './message-part.tsx'
import { Notices } from './notices.tsx'
import { Sources } from './sources.tsx'
import type { Ending } from './status-words.ts'

interface Props {
  readonly message: UIMessage
  readonly branchIndex: number
  readonly branchCount: number
  readonly streaming: boolean
  readonly ending: Ending
}

/** Instead of the facts of an answer that ended by itself. */
const shortly: Readonly<Partial<Record<Ending, string>>> = { stopped: 'Stopped', 'broke off': 'Broke off' }

const Footer = ({ message, branchIndex, branchCount, ending }: Omit<Props, 'streaming'>) => {
  const { regenerate } = useContext(Actions)
  return (
    <footer className="-ml-2 flex min-h-8 flex-wrap items-center gap-0.5 text-xs text-muted-foreground">
      <CopyButton text={textOf(message)} />
      <IconButton label="Answer again" onClick={() => regenerate(message.id)} className="size-8">
        <RotateCcw className="size-4" aria-hidden />
      </IconButton>
      {typeof message.metadata?.['wire'] === 'string' && <WireButton id={message.metadata['wire']} />}
      <BranchPicker id={message.id} index={branchIndex} count={branchCount} />
      <span className="ml-2 tabular-nums">{shortly[ending] ?? answerFacts(message)}</span>
    </footer>
  )
}

export const AssistantMessage = memo(({ message, branchIndex, branchCount, streaming, ending }: Props) => {
  const { blocks, sources } = useMemo(() => answerBlocks(message), [message])
  return (
    <article aria-label="Assistant" aria-busy={streaming} data-testid="answer" className="flex gap-3 sm:gap-4">
      <span className="mt-0.5 hidden size-8 shrink-0 place-items-center rounded-full border bg-card sm:grid">
        <Logo className="size-4.5" />
      </span>
      <div className="min-w-0 flex-1 space-y-3">
        {blocks.map((block) => (
          <MessagePart key={block.key} block={block} sources={sources} streaming={streaming} />
        ))}
        {!streaming && <Sources sources={sources} />}
        {!streaming && <Notices notices={noticesOf(message)} />}
        {streaming ? (
          <div className="min-h-8" />
        ) : (
          <Footer message={message} branchIndex={branchIndex} branchCount={branchCount} ending={ending} />
        )}
      </div>
    </article>
  )
})
AssistantMessage.displayName = 'AssistantMessage'
