import { useState } from 'react'
import type { WireFrame } from '../../server/wire/wire-view.ts'
import { Code, Headers } from './pieces.tsx'
import { eventOf, laidOut, milliseconds, size } from './words.ts'

const first = 100

const Frame = ({ frame, before }: { readonly frame: WireFrame; readonly before: number }) => {
  const [open, setOpen] = useState(false)
  const { atMs, bytes, headers, payload, inner } = frame
  return (
    <details
      className="[contain-intrinsic-size:auto_2rem] [content-visibility:auto] open:bg-muted/40"
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary className="grid cursor-pointer list-none grid-cols-[4.5rem_1fr_auto] items-baseline gap-x-2 px-3 py-1.5 font-mono text-xs hover:bg-accent/60 sm:grid-cols-[4.5rem_3.75rem_minmax(9rem,auto)_1fr_auto] [&::-webkit-details-marker]:hidden">
        <span className="text-right text-muted-foreground tabular-nums">{milliseconds(atMs)}</span>
        <span className="hidden text-right text-muted-foreground tabular-nums sm:inline">+{atMs - before}</span>
        <span className="truncate font-medium">{eventOf(frame)}</span>
        <span className="hidden min-w-0 truncate text-muted-foreground sm:inline">
          {(inner ?? payload).slice(0, 160)}
        </span>
        <span className="text-right text-muted-foreground tabular-nums">{size(bytes)}</span>
      </summary>
      {open && (
        <div className="divide-y border-y bg-card">
          <Headers headers={headers} />
          {inner !== undefined && <Code text={laidOut(inner)} label="Event" />}
          <Code text={payload} label="Payload as it came" />
        </div>
      )}
    </details>
  )
}

/** Every frame with its time, the time since the one before, its event and its size. */
export const Frames = ({ frames }: { readonly frames: readonly WireFrame[] }) => {
  const [all, setAll] = useState(false)
  const shown = all ? frames : frames.slice(0, first)
  return (
    <div className="overflow-hidden rounded-xl border bg-card">
      <h4 className="flex items-baseline justify-between px-3 py-2 text-sm font-medium">
        Frames <span className="text-xs font-normal text-muted-foreground tabular-nums">{frames.length}</span>
      </h4>
      <div data-testid="frames" className="divide-y border-t">
        {shown.map((frame, at) => (
          // Frames only ever grow at the end.
          <Frame key={`${at}-${frame.bytes}`} frame={frame} before={frames[at - 1]?.atMs ?? 0} />
        ))}
      </div>
      {frames.length > shown.length && (
        <button
          type="button"
          onClick={() => setAll(true)}
          className="w-full border-t px-3 py-2 text-sm font-medium hover:bg-accent"
        >
          Show all {frames.length.toLocaleString('en')}
        </button>
      )}
    </div>
  )
}
