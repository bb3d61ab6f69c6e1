import type { WireExchange } from '../../server/wire/wire-view.ts'
import { Frames } from './frames.tsx'
import { Code, Disclosure, Headers } from './pieces.tsx'
import { Timeline } from './timeline.tsx'
import { UsageTable } from './usage-table.tsx'
import { milliseconds, size } from './words.ts'

const ends = { whole: 'complete', broken: 'broken off', left: 'stopped by us' } as const

const Figure = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <div className="min-w-0 rounded-xl bg-muted/60 px-3 py-2">
    <dt className="text-[11px] text-muted-foreground">{name}</dt>
    <dd className="truncate text-sm font-medium tabular-nums">{value}</dd>
  </div>
)

/** One request and what came back. */
export const Exchange = ({ exchange }: { readonly exchange: WireExchange }) => {
  const { method, url, headers, body, response, frames, answer, note, bytes, end, usage } = exchange
  const { host, pathname } = new URL(url)
  const [first] = frames
  return (
    <div className="space-y-6">
      <section className="space-y-3">
        <h3 className="font-mono text-[13px] leading-5 break-all">
          <span className="mr-2 rounded-md bg-copper-soft px-1.5 py-0.5 font-semibold text-copper">{method}</span>
          <span className="text-muted-foreground">{host}</span>
          {decodeURIComponent(pathname)}
        </h3>
        <dl className="grid grid-cols-2 gap-2 sm:grid-cols-4">
          <Figure name="Status" value={`${response?.status ?? '–'}${end === undefined ? '' : ` · ${ends[end.how]}`}`} />
          <Figure name="First byte" value={response === undefined ? '–' : milliseconds(first?.atMs ?? response.atMs)} />
          <Figure name="Took" value={end === undefined ? 'in progress' : milliseconds(end.atMs)} />
          <Figure name={frames.length > 0 ? `${frames.length} frames` : 'Answer'} value={size(bytes)} />
        </dl>
        {frames.length > 1 && <Timeline frames={frames} endMs={end?.atMs} />}
      </section>
      {usage.length > 0 && <UsageTable usage={usage} />}
      <section className="space-y-2">
        <h3 className="text-sm font-semibold">Request</h3>
        <Disclosure summary="Headers" detail={`${Object.keys(headers).length}`}>
          <Headers headers={headers} />
        </Disclosure>
        <Disclosure summary="Body" detail={size(body.length)} open>
          <Code text={body} label="Request body" />
        </Disclosure>
      </section>
      {response !== undefined && (
        <section className="space-y-2">
          <h3 className="text-sm font-semibold">Answer</h3>
          <Disclosure summary="Headers" detail={`${Object.keys(response.headers).length}`}>
            <Headers headers={response.headers} />
          </Disclosure>
          {answer !== undefined && answer !== '' && (
            <Disclosure summary="Body" detail={size(bytes)} open>
              <Code text={answer} label="Answer body" />
            </Disclosure>
          )}
          {frames.length > 0 && <Frames frames={frames} />}
          {note !== undefined && <p className="text-xs text-muted-foreground">{note}</p>}
        </section>
      )}
    </div>
  )
}
