import type { WireFrame } from '../../server/wire/wire-view.ts'
import { milliseconds } from './words.ts'

const columns = 120

interface Props {
  readonly frames: readonly WireFrame[]
  readonly endMs: number | undefined
}

/** Bytes over time: when the answer came, and when it waited. */
export const Timeline = ({ frames, endMs }: Props) => {
  const last = Math.max(1, endMs ?? 0, frames.at(-1)?.atMs ?? 0)
  const heights = new Array<number>(columns).fill(0)
  for (const { atMs, bytes } of frames) {
    const column = Math.min(columns - 1, Math.floor((atMs / last) * columns))
    heights[column] = (heights[column] ?? 0) + bytes
  }
  const most = Math.max(...heights, 1)
  return (
    <figure>
      <svg
        viewBox={`0 0 ${columns} 24`}
        preserveAspectRatio="none"
        className="h-12 w-full rounded-lg bg-muted/60 text-copper"
        role="img"
        aria-label={`${frames.length} frames over ${milliseconds(last)}, the first after ${milliseconds(frames[0]?.atMs ?? 0)}`}
      >
        {heights.map((height, column) =>
          height === 0 ? null : (
            <rect
              key={column}
              x={column + 0.15}
              width={0.7}
              y={23 - 20 * Math.sqrt(height / most)}
              height={20 * Math.sqrt(height / most)}
              fill="currentColor"
            />
          ),
        )}
      </svg>
      <figcaption aria-hidden className="mt-1 flex justify-between text-[11px] text-muted-foreground tabular-nums">
        <span>0</span>
        <span>{milliseconds(last)}</span>
      </figcaption>
    </figure>
  )
}
