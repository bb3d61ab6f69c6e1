import { RotateCcw, TriangleAlert } from 'lucide-react'

interface Props {
  readonly words: string
  /** Whether it waits a second, in which an answer may be taken up. */
  readonly late?: boolean
  readonly onRetry: () => void
}

/** A failed answer, and the way on. */
export const Problem = ({ words, late = false, onRetry }: Props) => (
  <div
    data-testid="problem"
    className={`flex animate-rise flex-wrap items-center gap-x-4 gap-y-3 rounded-2xl border border-danger/30 bg-danger-soft px-4 py-3 sm:ml-12 ${late ? '[animation-delay:1s]' : ''}`}
  >
    <TriangleAlert className="size-5 shrink-0 text-danger" aria-hidden />
    <p className="min-w-0 flex-1 basis-48 text-sm">{words}</p>
    <button
      type="button"
      onClick={onRetry}
      className="inline-flex items-center gap-2 rounded-lg border bg-card px-3 py-1.5 text-sm font-medium transition-colors hover:bg-accent"
    >
      <RotateCcw className="size-4" aria-hidden />
      Try again
    </button>
  </div>
)
