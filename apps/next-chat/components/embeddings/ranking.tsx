import { ArrowDown, ArrowUp } from 'lucide-react'
import { Card } from '../ui/card.tsx'
import type { Ranked } from './rankings.ts'

interface Props {
  readonly title: string
  readonly detail: string
  readonly ranked: readonly Ranked[]
}

const Moved = ({ places }: { readonly places: number }) => {
  if (places === 0) return null
  const Arrow = places > 0 ? ArrowUp : ArrowDown
  return (
    <span className={`inline-flex items-center text-xs ${places > 0 ? 'text-copper' : 'text-muted-foreground'}`}>
      <Arrow className="size-3" aria-hidden />
      <span className="sr-only">{places > 0 ? 'up' : 'down'} </span>
      {Math.abs(places)}
    </span>
  )
}

/** Lines in one order, the best first, each with its score. */
export const Ranking = ({ title, detail, ranked }: Props) => (
  <Card className="min-w-0 overflow-hidden" aria-label={title}>
    <header className="border-b px-4 py-3">
      <h2 className="text-sm font-semibold">{title}</h2>
      <p className="mt-0.5 truncate text-xs text-muted-foreground">{detail}</p>
    </header>
    <ol className="divide-y">
      {ranked.map(({ hit, score, moved }, at) => (
        <li
          key={hit.line}
          className="relative grid grid-cols-[1.25rem_1fr_auto] items-baseline gap-x-2.5 px-4 pt-2.5 pb-3"
        >
          <span
            aria-hidden
            className="absolute bottom-0 left-0 h-[3px] rounded-r-full bg-copper/70"
            style={{ width: `${Math.max(0, Math.min(1, score)) * 100}%` }}
          />
          <span className="text-right text-xs text-muted-foreground tabular-nums">{at + 1}</span>
          <span className="text-sm leading-5 [overflow-wrap:anywhere]">{hit.text}</span>
          <span className="flex items-baseline gap-2 text-xs tabular-nums">
            <Moved places={moved} />
            {score.toFixed(3)}
          </span>
        </li>
      ))}
    </ol>
  </Card>
)
