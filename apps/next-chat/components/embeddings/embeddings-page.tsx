'use client'
import { Search as SearchIcon } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { bringIntoView } from '../ui/bring-into-view.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Field, Input, Textarea } from '../ui/field.tsx'
import { Page } from '../ui/page.tsx'
import { WireButton } from '../wire/wire-button.tsx'
import { milliseconds } from '../wire/words.ts'
import { Ranking } from './ranking.tsx'
import { rankings } from './rankings.ts'
import { sampleLines, sampleQuery } from './sample.ts'
import { useSearch } from './use-search.ts'

/** Search by meaning over pasted lines, and the same lines reranked. */
export const EmbeddingsPage = () => {
  const [lines, setLines] = useState(sampleLines)
  const [query, setQuery] = useState(sampleQuery)
  const { found, busy, problem, ask } = useSearch()
  const count = lines.split('\n').filter((line) => line.trim() !== '').length
  const ready = count > 0 && query.trim() !== '' && !busy
  const orders = found && rankings(found.hits)
  const results = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (found !== undefined) bringIntoView(results.current)
  }, [found])
  return (
    <Page
      title="Embeddings"
      detail="Each line is embedded and compared with the query by meaning; then a reranker reads query and line together."
    >
      <form
        className="mb-5 flex flex-wrap items-end gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) ask(lines, query)
        }}
      >
        <Field id="query" label="Query" className="min-w-0 flex-1 basis-64">
          <Input
            id="query"
            type="search"
            value={query}
            maxLength={300}
            onChange={({ target }) => setQuery(target.value)}
          />
        </Field>
        <Button type="submit" look="primary" disabled={!ready} className="max-sm:w-full">
          <SearchIcon className="size-4" aria-hidden /> Search {count} {count === 1 ? 'line' : 'lines'}
        </Button>
      </form>
      <p
        role="status"
        data-testid="search-status"
        className="mb-3 flex min-h-8 items-center gap-1 text-xs text-muted-foreground"
      >
        {busy && 'Searching…'}
        {problem !== undefined && <span className="text-danger">{problem}</span>}
        {found && !busy && (
          <>
            <span className="tabular-nums">
              {found.hits.length} lines · {found.dimensions.toLocaleString('en')} dimensions · embedded in{' '}
              {milliseconds(found.embedMs)} · reranked in {milliseconds(found.rerankMs)}
            </span>
            {found.wire !== undefined && <WireButton id={found.wire} />}
          </>
        )}
      </p>
      <div className="grid grid-cols-1 items-start gap-5 md:grid-cols-2 xl:grid-cols-3">
        <Card className="p-4 md:col-span-2 xl:col-span-1">
          <Field
            id="lines"
            label="Lines"
            hint="One text a line, at most 96. They stay in the server’s memory for the call."
          >
            <Textarea
              id="lines"
              value={lines}
              maxLength={48_000}
              onChange={({ target }) => setLines(target.value)}
              className="max-h-56 min-h-56 sm:max-h-[32rem]"
            />
          </Field>
        </Card>
        {orders === undefined ? (
          <p className="rounded-2xl border border-dashed px-6 py-16 text-center text-sm text-muted-foreground md:col-span-2">
            Ask something in other words than the lines have: the two orders will be here, side by side.
          </p>
        ) : (
          <>
            <div ref={results} className="min-w-0 scroll-mt-4">
              <Ranking title="By meaning" detail="Cosine of Cohere Embed’s vectors" ranked={orders.meaning} />
            </div>
            <Ranking title="Reranked" detail="Relevance by Cohere Rerank, and places moved" ranked={orders.reranked} />
          </>
        )}
      </div>
    </Page>
  )
}
