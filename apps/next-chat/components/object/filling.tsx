import type { JsonObject } from '@x/bedrock-core/ui'
import { useState } from 'react'
import { Card } from '../ui/card.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { WireButton } from '../wire/wire-button.tsx'
import { milliseconds } from '../wire/words.ts'
import { Members } from './fields.tsx'
import type { Filled } from './use-filled.ts'

const views = ['Form', 'JSON'] as const

const wordsOf = ({ busy, problem, tookMs, value }: Filled): string => {
  if (busy) return value === undefined ? 'Asking…' : 'Filling…'
  if (problem !== undefined) return problem
  return tookMs === undefined ? 'Nothing yet' : `Filled in ${milliseconds(tookMs)}`
}

/** The form of a schema, and the same value as JSON. */
export const Filling = ({ schema, filled }: { readonly schema: JsonObject; readonly filled: Filled }) => {
  const [view, setView] = useState<(typeof views)[number]>('Form')
  const { value, growing, busy, problem, wire, change } = filled
  const json = JSON.stringify(value ?? {}, undefined, 2)
  return (
    <Card aria-label="Result">
      <header className="flex min-h-13 flex-wrap items-center gap-2 border-b px-4 py-1.5 sm:px-5">
        <div className="flex rounded-lg bg-muted p-0.5">
          {views.map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={view === name}
              onClick={() => setView(name)}
              className="rounded-md px-2.5 py-1 text-xs font-medium text-muted-foreground aria-pressed:bg-card aria-pressed:text-foreground aria-pressed:shadow-xs dark:aria-pressed:bg-border"
            >
              {name}
            </button>
          ))}
        </div>
        <p
          role="status"
          data-testid="object-status"
          className={`min-w-0 flex-1 text-xs ${problem !== undefined && !busy ? 'text-danger' : 'text-muted-foreground'}`}
        >
          {wordsOf(filled)}
        </p>
        {!busy && value !== undefined && <CopyButton text={json} label="Copy JSON" />}
        {wire !== undefined && <WireButton id={wire} />}
      </header>
      <div className="p-4 sm:p-5" aria-busy={busy}>
        {view === 'Form' ? (
          <Members
            form={{ growing, readOnly: busy || value === undefined, change }}
            schema={schema}
            value={value}
            path={[]}
          />
        ) : (
          <section
            aria-label="Value as JSON"
            tabIndex={0}
            className="max-h-[70dvh] overflow-auto font-mono text-xs leading-5 [overflow-wrap:anywhere] whitespace-pre-wrap"
          >
            {json}
          </section>
        )}
      </div>
    </Card>
  )
}
