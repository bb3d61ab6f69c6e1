import { isToolPart, textOf, toolNameOf } from '@x/bedrock-core/ui'
import { useChat } from '@x/bedrock-react'
import { X } from 'lucide-react'
import { lazy, Suspense, useEffect, useRef } from 'react'
import type { Choice } from '../../server/playground/choices.ts'
import type { PlanView } from '../../server/playground/plan-view.ts'
import { loadMarkdown } from '../chat/load-markdown.ts'
import { Card } from '../ui/card.tsx'
import { Select } from '../ui/field.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { WireButton } from '../wire/wire-button.tsx'
import type { Ask } from './ask.ts'
import { figuresOf } from './figures.ts'
import { PlanPanel } from './plan-panel.tsx'

const Markdown = lazy(loadMarkdown)

/** One press of the button: what is asked, and the how-manieth. */
export interface Run {
  readonly number: number
  readonly ask: Ask
  readonly stopped: boolean
}

interface Props {
  readonly choices: readonly Choice[]
  readonly model: string
  readonly plan: PlanView | undefined
  readonly run: Run | undefined
  readonly onPick: (model: string) => void
  readonly onRemove: (() => void) | undefined
  readonly onBusy: (busy: boolean) => void
}

/** One model: what it would be sent, and what it answers. */
export const Column = ({ choices, model, plan, run, onPick, onRemove, onBusy }: Props) => {
  const { chat, messages, status, error } = useChat({ api: '/api/playground' })
  const seen = useRef(run?.number ?? 0)
  const busy = status === 'submitted' || status === 'streaming'
  useEffect(() => onBusy(busy), [busy, onBusy])
  useEffect(() => {
    if (run === undefined) return
    if (run.stopped) chat.stop()
    if (run.stopped || run.number === seen.current) return
    seen.current = run.number
    chat.setMessages([])
    void chat.send(run.ask.prompt, { body: { ...run.ask, model } })
  }, [run, chat, model])
  const label = choices.find(({ id }) => id === model)?.label ?? model
  const answer = messages.find(({ role }) => role === 'assistant')
  const wire = answer?.metadata?.['wire']
  const reasoning = answer?.parts.map((part) => (part.type === 'reasoning' ? part.text : '')).join('') ?? ''
  return (
    <Card aria-label={label} className="flex min-w-0 flex-col" aria-busy={busy}>
      <header className="flex items-center gap-1 border-b py-2 pr-2 pl-4">
        <Select
          aria-label="Model"
          value={model}
          onChange={({ target }) => onPick(target.value)}
          className="-ml-3 border-transparent bg-transparent font-medium hover:bg-accent"
        >
          {choices.map(({ id, label: name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
        {typeof wire === 'string' && <WireButton id={wire} />}
        <IconButton label={`Remove ${label}`} onClick={onRemove} disabled={onRemove === undefined} className="size-8">
          <X className="size-4" aria-hidden />
        </IconButton>
      </header>
      <PlanPanel plan={plan} label={label} />
      <div data-testid="output" className="flex-1 border-t px-4 py-3 text-sm leading-6 [overflow-wrap:anywhere]">
        {answer === undefined && !busy && error === undefined && (
          <p className="text-muted-foreground">No answer yet.</p>
        )}
        {status === 'submitted' && <p className="animate-breathe text-muted-foreground">Asking…</p>}
        {reasoning !== '' && (
          <p className="mb-2 border-l-2 pl-3 text-xs leading-5 whitespace-pre-wrap text-muted-foreground">
            {reasoning}
          </p>
        )}
        {answer !== undefined && (
          <Suspense fallback={<p className="whitespace-pre-wrap">{textOf(answer)}</p>}>
            <div className="[&_.answer]:text-sm [&_.answer]:leading-6">
              <Markdown text={textOf(answer)} sources={[]} streaming={busy} />
            </div>
          </Suspense>
        )}
        {answer?.parts.filter(isToolPart).map((part) => (
          <p key={part.toolCallId} className="mt-2 rounded-lg bg-muted px-3 py-2 font-mono text-xs">
            {toolNameOf(part)}({JSON.stringify(part.input ?? {})})
          </p>
        ))}
        {error !== undefined && <p className="text-danger">{error.message}</p>}
      </div>
      {answer !== undefined && !busy && (
        <dl className="grid grid-cols-3 gap-x-3 gap-y-2 border-t px-4 py-3">
          {figuresOf(answer).map(({ name, value, why }) => (
            <div key={name} className="min-w-0" title={why}>
              <dt className="text-[11px] text-muted-foreground">{name}</dt>
              <dd className="truncate text-xs font-medium tabular-nums">{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </Card>
  )
}
