import { useEffect, useState } from 'react'
import type { WireView } from '../../server/wire/wire-view.ts'

export interface Wire {
  readonly view: WireView | undefined
  readonly problem: string | undefined
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => clearTimeout(timer))
  })

const ask = async (id: string, signal: AbortSignal): Promise<Wire> => {
  const response = await fetch(`/api/wire/${encodeURIComponent(id)}`, { signal })
  if (response.status === 404)
    return { view: undefined, problem: 'The server has forgotten this answer. It keeps the last 64, in memory only.' }
  if (!response.ok) return { view: undefined, problem: `The server answered HTTP ${response.status}. Try again later.` }
  return { view: (await response.json()) as WireView, problem: undefined }
}

/** What went over the wire for an answer, asked for again each second until it is whole. */
export const useWire = (id: string): Wire => {
  const [wire, setWire] = useState<Wire>({ view: undefined, problem: undefined })
  useEffect(() => {
    const leaving = new AbortController()
    const follow = async (): Promise<void> => {
      for (let ended = false; !ended && !leaving.signal.aborted; ) {
        const next = await ask(id, leaving.signal)
        setWire(next)
        ended = next.view?.ended ?? true
        if (!ended) await pause(1000, leaving.signal)
      }
    }
    follow().catch(() => {
      if (!leaving.signal.aborted) setWire({ view: undefined, problem: 'The server could not be reached. Try again.' })
    })
    return () => leaving.abort()
  }, [id])
  return wire
}
