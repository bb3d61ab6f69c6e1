'use client'
import { toolNameOf, type UIToolPart, type UIToolState } from '@x/bedrock-core/ui'
import { Check, ChevronRight, LoaderCircle, TriangleAlert, Wrench } from 'lucide-react'
import { useState } from 'react'
import { Approval } from './approval.tsx'

const words: Readonly<Record<UIToolState, string>> = {
  'input-streaming': 'Preparing…',
  'input-available': 'Running…',
  'approval-requested': 'Waiting for approval',
  'approval-responded': 'Running…',
  'output-available': 'Done',
  'output-error': 'Failed',
  'output-denied': 'Denied',
}

const StateIcon = ({ state }: { readonly state: UIToolState }) => {
  if (state === 'output-available')
    return <Check className="size-4 text-emerald-700 dark:text-emerald-400" aria-hidden />
  if (state === 'output-error' || state === 'output-denied')
    return <TriangleAlert className="size-4 text-danger" aria-hidden />
  return <LoaderCircle className="size-4 animate-spin text-muted-foreground" aria-hidden />
}

const Block = ({ title, text }: { readonly title: string; readonly text: string }) => (
  <div>
    <p className="mb-1 text-xs font-medium text-muted-foreground">{title}</p>
    <pre className="rounded-lg bg-muted px-3 py-2 font-mono text-xs leading-5 whitespace-pre-wrap break-words">
      {text}
    </pre>
  </div>
)

const json = (value: unknown): string => JSON.stringify(value, null, 2)

/** One tool call: what the model asked for and what came of it. */
export const ToolCard = ({ part }: { readonly part: UIToolPart }) => {
  const [open, setOpen] = useState(false)
  const input = part.input === undefined ? (part.inputText ?? '') : json(part.input)
  return (
    <div data-testid="tool" className="overflow-hidden rounded-xl border bg-card">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex w-full items-center gap-2.5 px-3.5 py-2.5 text-left text-sm transition-colors hover:bg-accent/60"
      >
        <Wrench className="size-4 shrink-0 text-copper" aria-hidden />
        <span className="truncate font-mono text-[13px] font-medium">{toolNameOf(part)}</span>
        <span className="ml-auto flex items-center gap-1.5 text-xs text-muted-foreground">
          {words[part.state]}
          <StateIcon state={part.state} />
        </span>
        <ChevronRight
          className={`size-4 shrink-0 text-muted-foreground transition-transform ${open ? 'rotate-90' : ''}`}
          aria-hidden
        />
      </button>
      <Approval part={part} />
      {open && (
        <div className="space-y-3 border-t px-3.5 py-3">
          <Block title="Input" text={input} />
          {part.output !== undefined && <Block title="Output" text={json(part.output)} />}
          {part.errorText !== undefined && <Block title="Error" text={part.errorText} />}
        </div>
      )}
    </div>
  )
}
