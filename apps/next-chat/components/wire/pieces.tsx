import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { CopyButton } from '../ui/copy-button.tsx'

interface DisclosureProps {
  readonly summary: ReactNode
  readonly detail?: ReactNode
  readonly open?: boolean
  readonly children: ReactNode
}

/** A part that opens. */
export const Disclosure = ({ summary, detail, open = false, children }: DisclosureProps) => (
  <details open={open} className="group rounded-xl border bg-card">
    <summary className="flex cursor-pointer list-none items-center gap-2 rounded-xl px-3 py-2 text-sm [&::-webkit-details-marker]:hidden">
      <ChevronRight className="size-3.5 text-muted-foreground transition-transform group-open:rotate-90" aria-hidden />
      <span className="font-medium">{summary}</span>
      <span className="ml-auto text-xs text-muted-foreground tabular-nums">{detail}</span>
    </summary>
    <div className="border-t">{children}</div>
  </details>
)

/** Text of the wire; long text scrolls in its place, by keyboard too. */
export const Code = ({ text, label }: { readonly text: string; readonly label: string }) => (
  <div className="relative">
    <section
      aria-label={label}
      tabIndex={0}
      className="max-h-80 overflow-auto px-3 py-2.5 pr-12 font-mono text-xs leading-5 [overflow-wrap:anywhere] whitespace-pre-wrap"
    >
      {text}
    </section>
    <div className="absolute top-1 right-1.5">
      <CopyButton text={text} label={`Copy: ${label}`} />
    </div>
  </div>
)

/** Headers as a list of names and values. */
export const Headers = ({ headers }: { readonly headers: Readonly<Record<string, string>> }) => (
  <dl className="grid grid-cols-1 gap-x-4 gap-y-1 px-3 py-2.5 font-mono text-xs leading-5 sm:grid-cols-[auto_1fr]">
    {Object.entries(headers).map(([name, value]) => (
      <div key={name} className="contents">
        <dt className="text-muted-foreground">{name}</dt>
        <dd className={`[overflow-wrap:anywhere] ${value.includes('(hidden)') ? 'text-copper' : ''}`}>{value}</dd>
      </div>
    ))}
  </dl>
)
