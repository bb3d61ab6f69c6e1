import type { Json } from '@x/bedrock-core/family'
import type { WatchEvent, WatchedFrame, Watcher } from './event.ts'
import type { LocalCall } from './local-call.ts'

/** One call as far as it has gone. Times are milliseconds since 1970. */
export interface LoggedCall {
  readonly id: string
  readonly startedAt: number
  readonly request: {
    readonly method: string
    readonly path: string
    readonly headers: Readonly<Record<string, string>>
    readonly body?: Json
  }
  readonly response?: {
    readonly status: number
    readonly headers: Readonly<Record<string, string>>
    readonly body?: Json
  }
  readonly frames: readonly (WatchedFrame & { readonly at: number })[]
  /** Frames that came after as many as are kept of one call. */
  readonly moreFrames: number
  readonly end?: { readonly at: number; readonly how: 'whole' | 'broken' | 'left' }
  /** Model, operation, tokens and the like, when the answer is complete. */
  readonly summary?: LocalCall
}

export interface CallLogOptions {
  /** Calls kept, the oldest thrown away first. Default 50. */
  readonly calls?: number
  /** Frames kept of each call. Default 2,000. */
  readonly frames?: number
}

export interface CallLog {
  /** Goes into `createLocalBedrock({ watch })`. */
  readonly watch: Watcher
  /** The calls kept, oldest first. */
  readonly calls: () => readonly LoggedCall[]
  readonly call: (id: string) => LoggedCall | undefined
  /** Told of every event after it was logged. Returns what ends that. */
  readonly subscribe: (listener: Watcher) => () => void
}

type Draft = { -readonly [Key in keyof LoggedCall]: LoggedCall[Key] } & {
  readonly frames: (WatchedFrame & { readonly at: number })[]
}

/** Keeps the last calls, and never more than was said. */
export const createCallLog = ({ calls: mostCalls = 50, frames: mostFrames = 2_000 }: CallLogOptions = {}): CallLog => {
  const kept = new Map<string, Draft>()
  const listeners = new Set<Watcher>()

  const begin = (event: Extract<WatchEvent, { type: 'request' }>): void => {
    const { id, at, method, path, headers } = event
    kept.set(id, { id, startedAt: at, request: { method, path, headers }, frames: [], moreFrames: 0 })
    const [oldest] = kept.keys()
    if (kept.size > mostCalls && oldest !== undefined) kept.delete(oldest)
  }

  const grow = (call: Draft, event: WatchEvent): void => {
    if (event.type === 'request-body') call.request = { ...call.request, body: event.body }
    if (event.type === 'response') call.response = { status: event.status, headers: event.headers }
    if (event.type === 'response-body' && call.response) call.response = { ...call.response, body: event.body }
    if (event.type === 'end') call.end = { at: event.at, how: event.how }
    if (event.type === 'call') call.summary = event.call
    if (event.type !== 'frame') return
    if (call.frames.length < mostFrames) call.frames.push({ ...event.frame, at: event.at })
    else call.moreFrames += 1
  }

  return {
    watch: (event) => {
      if (event.type === 'request') begin(event)
      const call = kept.get(event.id)
      if (call !== undefined) grow(call, event)
      for (const listener of listeners) listener(event)
    },
    calls: () => [...kept.values()],
    call: (id) => kept.get(id),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
