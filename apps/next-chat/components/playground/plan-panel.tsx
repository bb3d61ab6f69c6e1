import { AlertTriangle, ShieldX } from 'lucide-react'
import type { PlanView } from '../../server/playground/plan-view.ts'
import { Chip } from '../ui/card.tsx'
import { Code, Disclosure, Headers } from '../wire/pieces.tsx'

/** The request that would be sent, and what had to be changed to make it. */
export const PlanPanel = ({ plan, label }: { readonly plan: PlanView | undefined; readonly label: string }) => {
  if (plan === undefined) return <p className="px-4 py-3 text-xs text-muted-foreground">Planning…</p>
  if (plan.problem !== undefined)
    return (
      <p data-testid="refused" className="flex gap-2 px-4 py-3 text-xs text-danger">
        <ShieldX className="mt-px size-3.5 shrink-0" aria-hidden />
        <span className="[overflow-wrap:anywhere]">Not sent. {plan.problem}</span>
      </p>
    )
  const { format, streamed, path, headers, body, warnings, cachePoints } = plan
  return (
    <div data-testid="plan" className="space-y-2.5 px-4 py-3">
      <div className="flex flex-wrap gap-1.5">
        <Chip className="border-copper/40 text-copper">{format}</Chip>
        <Chip>{streamed ? 'streamed' : 'whole'}</Chip>
        {cachePoints.map((point) => (
          <Chip key={point}>cache at {point}</Chip>
        ))}
      </div>
      {warnings.map((warning) => (
        <p key={warning} className="flex gap-1.5 text-xs text-muted-foreground">
          <AlertTriangle className="mt-px size-3.5 shrink-0 text-copper" aria-hidden />
          <span className="[overflow-wrap:anywhere]">{warning}</span>
        </p>
      ))}
      <Disclosure summary="Request" detail={`${body.length.toLocaleString('en')} characters`}>
        <p className="border-b px-3 py-2 font-mono text-xs leading-5 break-all">POST {decodeURIComponent(path)}</p>
        <Headers headers={headers} />
        <div className="border-t">
          <Code text={body} label={`Planned body for ${label}`} />
        </div>
      </Disclosure>
    </div>
  )
}
