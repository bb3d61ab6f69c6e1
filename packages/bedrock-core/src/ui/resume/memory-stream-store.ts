import { BedrockError } from '../../errors/bedrock-error.ts'
import type { StreamName, StreamPage, StreamStore } from './stream-store.ts'

export interface MemoryStreamStoreOptions {
  /** Milliseconds for which an answer is kept after its end. Default 600,000. */
  readonly keepMs?: number
  /** Milliseconds; for tests. */
  readonly now?: () => number
}

interface Kept {
  readonly chatId: string
  readonly streamId: string
  readonly events: string[]
  readonly waiting: Set<() => void>
  ended: boolean
  stopped: boolean
  /** When it may be forgotten. */
  until: number
}

/** Events per page. */
const most = 256

const missing: StreamPage = { state: 'missing', last: 0, events: [] }

const keyOf = ({ chatId, streamId }: StreamName): string => JSON.stringify([chatId, streamId])

const change = async ({ waiting }: Kept, signal: AbortSignal): Promise<void> => {
  let wake = (): void => {}
  await new Promise<void>((resolve) => {
    wake = resolve
    waiting.add(wake)
    signal.addEventListener('abort', wake)
  })
  waiting.delete(wake)
  signal.removeEventListener('abort', wake)
}

/**
 * Keeps answers in this process, for a server of one process: a browser that is sent to another one finds nothing. Answers
 * that may be forgotten are when the next one begins.
 */
export const memoryStreamStore = ({ keepMs = 600_000, now = Date.now }: MemoryStreamStoreOptions = {}): StreamStore => {
  const streams = new Map<string, Kept>()
  const latest = new Map<string, Kept>()

  const found = (stream: StreamName): Kept | undefined => {
    const kept = streams.get(keyOf(stream))
    return kept !== undefined && kept.until > now() ? kept : undefined
  }
  const forget = (): void => {
    const time = now()
    for (const [key, kept] of streams) {
      if (kept.until > time) continue
      streams.delete(key)
      if (latest.get(kept.chatId) === kept) latest.delete(kept.chatId)
    }
  }

  return {
    async open({ chatId, streamId }) {
      forget()
      const key = keyOf({ chatId, streamId })
      if (streams.has(key))
        throw new BedrockError('conflict', 'A stream of this name is kept already. Give every answer its own streamId.')
      const kept: Kept = {
        chatId,
        streamId,
        events: [],
        waiting: new Set(),
        ended: false,
        stopped: false,
        until: Number.POSITIVE_INFINITY,
      }
      streams.set(key, kept)
      latest.set(chatId, kept)
    },
    async append(stream, first, events, ended) {
      const kept = found(stream)
      if (kept === undefined || (kept.ended && events.length > 0)) return 'lost'
      const there = kept.events.length + 1 - first
      for (const event of events.slice(Math.max(0, there))) kept.events.push(event)
      if (ended && !kept.ended) {
        kept.ended = true
        kept.until = now() + keepMs
      }
      for (const wake of kept.waiting) wake()
      return kept.stopped ? 'stopped' : 'open'
    },
    async read(stream, after, signal) {
      const kept = found(stream)
      if (kept === undefined) return missing
      if (kept.events.length <= after && !kept.ended && !signal.aborted) await change(kept, signal)
      const { events, ended } = kept
      return { state: ended ? 'ended' : 'open', last: events.length, events: events.slice(after, after + most) }
    },
    async stop(stream) {
      const kept = found(stream)
      if (kept !== undefined && !kept.ended) kept.stopped = true
    },
    async latest(chatId) {
      const kept = latest.get(chatId)
      return kept && found(kept)?.streamId
    },
  }
}
