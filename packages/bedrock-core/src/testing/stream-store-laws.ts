import { BedrockError } from '../errors/bedrock-error.ts'
import type { StreamName, StreamPage, StreamStore } from '../ui/resume/stream-store.ts'
import { same as alike } from './same.ts'

/** What every store of answers keeps. A test calls `holds` with a new store, or with several that share what they keep. */
export interface StreamStoreLaw {
  readonly name: string
  readonly holds: (maker: StreamStore, reader: StreamStore) => Promise<void>
}

const same = (actual: unknown, expected: unknown): void => alike(actual, expected, 'what the store says')

/** An answer at once. */
const now = AbortSignal.abort()

const named = (): StreamName => {
  const id = crypto.randomUUID()
  return { chatId: `chat {${id}}/:ü`, streamId: `stream:${id}` }
}

const opened = async (store: StreamStore): Promise<StreamName> => {
  const stream = named()
  await store.open(stream)
  return stream
}

const all = async (store: StreamStore, stream: StreamName, after = 0): Promise<StreamPage> => {
  const events: string[] = []
  for (;;) {
    const page = await store.read(stream, after + events.length, now)
    events.push(...page.events)
    if (after + events.length >= page.last || page.events.length === 0) return { ...page, events }
  }
}

/** A read that waits, answers without events passed over. */
const next = async (store: StreamStore, stream: StreamName, after: number): Promise<StreamPage> => {
  for (;;) {
    const page = await store.read(stream, after, AbortSignal.timeout(20_000))
    if (page.events.length > 0 || page.state !== 'open') return page
  }
}

export const streamStoreLaws: readonly StreamStoreLaw[] = [
  {
    name: 'events are read as they were said, after any number, by any reader',
    async holds(maker, reader) {
      const stream = await opened(maker)
      const events = Array.from({ length: 600 }, (_, index) => `${index} "ü\u2028 🌍`)
      same(await maker.append(stream, 1, events.slice(0, 10), false), 'open')
      same(await maker.append(stream, 11, events.slice(10), false), 'open')
      for (const after of [0, 9, 10, 599, 600])
        same(await all(reader, stream, after), { state: 'open', last: 600, events: events.slice(after) })
      same(await maker.append(stream, 601, ['last'], true), 'open')
      same(await all(reader, stream, 600), { state: 'ended', last: 601, events: ['last'] })
    },
  },
  {
    name: 'events that are said again are kept once',
    async holds(maker, reader) {
      const stream = await opened(maker)
      await maker.append(stream, 1, ['a', 'b'], false)
      await maker.append(stream, 1, ['a', 'b'], false)
      await maker.append(stream, 2, ['b', 'c'], false)
      same(await all(reader, stream), { state: 'open', last: 3, events: ['a', 'b', 'c'] })
    },
  },
  {
    name: 'a reader who waits hears of an event, and of the end',
    async holds(maker, reader) {
      const stream = await opened(maker)
      const waiting = [next(reader, stream, 0), next(reader, stream, 0), next(maker, stream, 0)]
      await maker.append(stream, 1, ['a'], false)
      for (const page of await Promise.all(waiting)) same(page, { state: 'open', last: 1, events: ['a'] })
      const end = next(reader, stream, 1)
      await maker.append(stream, 2, [], true)
      same(await end, { state: 'ended', last: 1, events: [] })
    },
  },
  {
    name: 'a reader who leaves waits no longer',
    async holds(maker, reader) {
      const stream = await opened(maker)
      const leaving = new AbortController()
      const waiting = reader.read(stream, 0, leaving.signal)
      leaving.abort()
      same(await waiting, { state: 'open', last: 0, events: [] })
    },
  },
  {
    name: 'a stop reaches the maker, of this stream only, and not after its end',
    async holds(maker, reader) {
      const [stream, other] = [await opened(maker), await opened(maker)]
      await reader.stop(stream)
      same(await maker.append(stream, 1, [], false), 'stopped')
      same(await maker.append(stream, 1, ['aborted'], true), 'stopped')
      same(await maker.append(other, 1, ['a'], true), 'open')
      await reader.stop(other)
      same(await all(reader, other), { state: 'ended', last: 1, events: ['a'] })
    },
  },
  {
    name: 'what has ended takes no more',
    async holds(maker, reader) {
      const stream = await opened(maker)
      await maker.append(stream, 1, ['a'], true)
      same(await maker.append(stream, 2, ['b'], false), 'lost')
      same(await all(reader, stream), { state: 'ended', last: 1, events: ['a'] })
    },
  },
  {
    name: 'the latest stream of a chat is the one that was opened last; a name is given once',
    async holds(maker, reader) {
      const first = await opened(maker)
      const second = { ...first, streamId: `${first.streamId}b` }
      same(await reader.latest(first.chatId), first.streamId)
      await maker.open(second)
      same(await reader.latest(first.chatId), second.streamId)
      const refused = await reader.open(first).catch((cause: unknown) => cause)
      same(BedrockError.is(refused, 'conflict'), true)
      same(await reader.latest(first.chatId), second.streamId)
    },
  },
  {
    name: 'a stream belongs to its chat; of others nothing is known',
    async holds(maker, reader) {
      const stream = await opened(maker)
      await maker.append(stream, 1, ['a'], false)
      const elsewhere = { ...stream, chatId: `${stream.chatId}2` }
      same(await reader.read(elsewhere, 0, now), { state: 'missing', last: 0, events: [] })
      await reader.stop(elsewhere)
      same(await maker.append(stream, 2, ['b'], false), 'open')
      same(await maker.append(elsewhere, 1, ['b'], false), 'lost')
      same(await reader.latest('nobody’s'), undefined)
    },
  },
]
