import { BedrockError } from '@x/bedrock-core'
import type { StreamName, StreamPage, StreamState, StreamStore } from '@x/bedrock-core/ui'
import { type RedisClient, send } from './redis-client.ts'
import { appendScript, openScript, readScript, stopScript } from './redis-scripts.ts'
import { Wakers } from './wakers.ts'

export interface RedisStreamStoreOptions {
  /** Stands before every key. Default `bedrock:`. */
  readonly prefix?: string
  /** Milliseconds for which an answer is kept after its last event. Default 600,000. */
  readonly keepMs?: number
  /** Milliseconds without a sign of life after which whoever makes an answer is taken for gone. Default 15,000. */
  readonly leaseMs?: number
  /** Milliseconds between looks for events that another process makes; those of this process are heard of at once. Default 100. */
  readonly pollMs?: number
}

/** Events per page. */
const most = '256'

const states: readonly string[] = ['open', 'ended', 'lost', 'missing'] satisfies StreamState[]
const isState = (value: unknown): value is StreamState => typeof value === 'string' && states.includes(value)

const unread = (said: unknown): BedrockError =>
  new BedrockError('malformed', `Redis answered ${typeof said} where a script of ours was asked. Check the client.`)

const pageOf = (said: unknown): StreamPage => {
  const [state, last, ...events]: unknown[] = Array.isArray(said) ? said.map((member) => String(member)) : []
  if (!isState(state)) throw unread(said)
  return { state, last: Number(last), events: events.map(String) }
}

/**
 * Keeps answers in Redis 6 or newer, for any number of server processes: one makes an answer, all can go on with it and stop it. Give it
 * the connected client of `redis` or `ioredis` that you have; its failures are thrown as they are. Keys of one chat share a
 * hash slot.
 */
export const redisStreamStore = (client: RedisClient, options: RedisStreamStoreOptions = {}): StreamStore => {
  const { prefix = 'bedrock:', keepMs = 600_000, leaseMs = 15_000, pollMs = 100 } = options
  if (!(leaseMs > 0 && keepMs >= leaseMs))
    throw new BedrockError('invalid-argument', 'leaseMs must be positive, and keepMs no shorter.')
  const wakers = new Wakers()
  const times = [String(Math.round(keepMs)), String(Math.round(leaseMs))]

  const latestKey = (chatId: string): string => `${prefix}{${encodeURIComponent(chatId)}}:latest`
  const keysOf = ({ chatId, streamId }: StreamName): [string, string, string, string] => {
    const key = `${prefix}{${encodeURIComponent(chatId)}}:stream:${encodeURIComponent(streamId)}`
    return [key, `${key}:events`, `${key}:alive`, latestKey(chatId)]
  }
  const run = (script: string, stream: StreamName, ...words: string[]): Promise<unknown> =>
    send(client, 'EVAL', script, '4', ...keysOf(stream), ...words)
  const look = async (stream: StreamName, after: number): Promise<StreamPage> =>
    pageOf(await run(readScript, stream, String(after), most))

  return {
    async open(stream) {
      if ((await run(openScript, stream, stream.streamId, ...times)) === 'taken')
        throw new BedrockError('conflict', 'A stream of this name is kept already. Give every answer its own streamId.')
    },
    async append(stream, first, events, ended) {
      const said = await run(
        appendScript,
        stream,
        stream.streamId,
        ...times,
        String(first),
        ended ? '1' : '0',
        ...events,
      )
      if (events.length > 0 || ended) wakers.wake(keysOf(stream)[0])
      if (said === 'open' || said === 'stopped' || said === 'lost') return said
      throw unread(said)
    },
    async read(stream, after, signal) {
      for (;;) {
        // Before looking: what comes while Redis answers is not slept through.
        const change = wakers.wait(keysOf(stream)[0], pollMs, signal)
        try {
          const page = await look(stream, after)
          if (page.events.length > 0 || page.state !== 'open' || signal.aborted) return page
          await change.heard
        } finally {
          change.end()
        }
      }
    },
    async stop(stream) {
      await run(stopScript, stream)
    },
    async latest(chatId) {
      const streamId = await send(client, 'GET', latestKey(chatId))
      return typeof streamId === 'string' ? streamId : undefined
    },
  }
}
