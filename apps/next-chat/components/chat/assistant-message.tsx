import { textOf, type UIMessage } from '@x/bedrock-core/ui'
import { RotateCcw } from 'lucide-react'
import { memo } from 'react'
import { Logo } from '../shell/logo.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { WireButton } from '../wire/wire-button.tsx'
import { answerFacts } from './answer-facts.ts'
import { MessagePart } from './message-part.tsx'

interface Props {
  readonly message: UIMessage
  readonly streaming: boolean
  readonly stopped: boolean
  readonly onRegenerate: (() => void) | undefined
}

const Footer = ({ message, stopped, onRegenerate }: Omit<Props, 'streaming'>) => (
  <footer className="-ml-2 flex items-center gap-0.5 text-xs text-muted-foreground">
    <CopyButton text={textOf(message)} />
    {onRegenerate && (
      <IconButton label="Answer again" onClick={onRegenerate} className="size-8">
        <RotateCcw className="size-4" aria-hidden />
      </IconButton>
    )}
    {typeof message.metadata?.['wire'] === 'string' && <WireButton id={message.metadata['wire']} />}
    <span className="ml-2 tabular-nums">{stopped ? 'Stopped' : answerFacts(message)}</span>
  </footer>
)

export const AssistantMessage = memo(({ message, streaming, stopped, onRegenerate }: Props) => (
  <article aria-label="Assistant" aria-busy={streaming} data-testid="answer" className="flex gap-3 sm:gap-4">
    <span className="mt-0.5 hidden size-8 shrink-0 place-items-center rounded-full border bg-card sm:grid">
      <Logo className="size-4.5" />
    </span>
    <div className="min-w-0 flex-1 space-y-3">
      {message.parts.map((part, index) => (
        // Parts only ever grow at the end, so that their place names them.
        <MessagePart key={`${index}-${part.type}`} part={part} streaming={streaming} />
      ))}
      {!streaming && <Footer message={message} stopped={stopped} onRegenerate={onRegenerate} />}
    </div>
  </article>
))
AssistantMessage.displayName = 'AssistantMessage'
