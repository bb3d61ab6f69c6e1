import { useState } from 'react'
import { Modal } from '../ui/modal.tsx'
import { Exchange } from './exchange.tsx'
import { useWire } from './use-wire.ts'

interface Props {
  readonly id: string
  readonly onClose: () => void
}

/** What went over the wire for one answer: each attempt and each step is an exchange. */
export const WireSheet = ({ id, onClose }: Props) => {
  const { view, problem } = useWire(id)
  const [chosen, setChosen] = useState(0)
  const exchanges = view?.exchanges ?? []
  const exchange = exchanges[Math.min(chosen, exchanges.length - 1)]
  return (
    <Modal
      title="On the wire"
      detail="The request as it was signed and sent, and every frame that came back. What proves the caller is hidden on the server."
      open
      onClose={onClose}
      side="right"
    >
      <div data-testid="wire" className="space-y-6 px-5 py-5">
        {exchanges.length > 1 && (
          <fieldset className="flex flex-wrap gap-1.5">
            <legend className="sr-only">Exchanges</legend>
            {exchanges.map(({ startedMs, response }, at) => (
              <button
                // Exchanges only ever grow at the end, so that their place names them.
                key={`${at}-${startedMs}`}
                type="button"
                aria-pressed={exchanges[at] === exchange}
                onClick={() => setChosen(at)}
                className="rounded-full border px-3 py-1 text-xs font-medium text-muted-foreground tabular-nums transition-colors hover:bg-accent aria-pressed:border-primary aria-pressed:bg-primary aria-pressed:text-primary-foreground"
              >
                {at + 1} · {response?.status ?? 'no answer'}
              </button>
            ))}
            {view !== undefined && view.more > 0 && (
              <span className="px-2 py-1 text-xs text-muted-foreground">{view.more} more are not kept</span>
            )}
          </fieldset>
        )}
        {exchange !== undefined && <Exchange exchange={exchange} />}
        <p role="status" className="text-sm text-muted-foreground empty:hidden">
          {problem ?? (exchange === undefined ? 'Waiting for the first request…' : '')}
        </p>
      </div>
    </Modal>
  )
}
