import { fc, test } from '@fast-check/vitest'
import { expect, vi } from 'vitest'
import { BedrockError } from '../../errors/bedrock-error.ts'
import type { StreamPart } from '../../speech/stream-part.ts'
import { MessageDraft } from '../message-draft.ts'
import { readUIBatches } from '../read-ui-stream.ts'
import { answerParts, collect, everything, richDeltas, slowly, thenFail } from '../test/answers.ts'
import { toUIResponse } from '../to-ui-response.ts'
import { memoryStreamStore } from './memory-stream-store.ts'
import { resumeUIResponse } from './resume-ui-response.ts'
import type { StreamStore } from './stream-store.ts'
import { type ResumableUIResponseOptions, toResumableUIResponse } from './to-resumable-ui-response.ts'

const chatId = 'c'
const parts = answerParts(richDeltas)
const fixed = { ...everything, messageId: 'm', now: () => 0 }

const ask = (store: StreamStore, lastEventId?: string, method = 'GET'): Promise<Response> => {
  const headers = new Headers(lastEventId === undefined ? {} : { 'last-event-id': lastEventId })
  return resumeUIResponse(new Request('https://chat.example/api/chat/c/stream', { method, headers }), { store, chatId })
}

const answer = (
  store: StreamStore,
  stream: AsyncIterable<StreamPart>,
  options: Partial<ResumableUIResponseOptions> = {},
): Promise<Response> => toResumableUIResponse(stream, { ...fixed, store, chatId, streamId: 's', ...options })

/** Reads so many events, then loses the connection. */
const readSome = async (response: Response, most: number): Promise<{ events: string[]; ended: boolean }> => {
  const events: string[] = []
  let rest = ''
  for await (const text of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const pieces = (rest + text).split('\n\n')
    rest = pieces.pop() ?? ''
    events.push(...pieces.filter((piece) => !piece.startsWith(':')))
    if (events.length >= most) return { events: events.slice(0, most), ended: false }
  }
  return { events, ended: true }
}

const idOf = (event: string | undefined): string | undefined => event?.match(/^id: (.*)/)?.[1]

const dataOf = (events: readonly string[]): string[] =>
  events.map((event) => event.slice(event.indexOf('\ndata: ') + 7))

const messageOf = async (events: readonly string[]) => {
  const draft = new MessageDraft({ id: '', role: 'assistant', parts: [] })
  for await (const { chunks } of readUIBatches(new Response(events.map((event) => `${event}\n\n`).join(''))))
    for (const chunk of chunks) draft.apply(chunk)
  return draft.snapshot()
}

/** A source that is told when to go on. */
const held = (silentAfter: number) => {
  const state = { left: false }
  const source = {
    async *[Symbol.asyncIterator](): AsyncGenerator<StreamPart, void> {
      try {
        yield* slowly(parts.slice(0, silentAfter))
        await new Promise(() => {})
      } finally {
        state.left = true
      }
    },
  }
  return { state, source: { [Symbol.asyncIterator]: () => leaving(source[Symbol.asyncIterator](), state) } }
}

/** An iterator whose `return` is heard while a value is being waited for. */
const leaving = (inner: AsyncIterator<StreamPart>, state: { left: boolean }): AsyncIterator<StreamPart> => ({
  next: () => inner.next(),
  async return() {
    state.left = true
    return { done: true, value: undefined }
  },
})

const reconnects = fc.array(fc.integer({ min: 1, max: 8 }), { maxLength: 8 })

test.prop([fc.array(reconnects, { minLength: 1, maxLength: 3 })])(
  'any number of browsers that reconnect after any events see the same events, each once',
  async (browsers) => {
    const store = memoryStreamStore()
    const whole = await messageOf((await readSome(toUIResponse(slowly(parts), fixed), 1000)).events)
    const first = await answer(store, slowly(parts))
    const follow = async (cuts: readonly number[], response: Response): Promise<string[]> => {
      const seen: string[] = []
      let read = response
      for (const cut of cuts) {
        const { events, ended } = await readSome(read, cut)
        seen.push(...events)
        if (ended) return seen
        read = await ask(store, idOf(seen.at(-1)))
      }
      return [...seen, ...(read.status === 204 ? [] : (await readSome(read, 1000)).events)]
    }
    const others = browsers.slice(1).map(async (cuts) => follow(cuts, await ask(store)))
    for (const events of await Promise.all([follow(browsers[0] ?? [], first), ...others])) {
      expect(events.map(idOf)).toEqual(events.map((_, index) => `s:${index + 1}`))
      expect(dataOf(events).at(-1)).toBe('[DONE]')
      expect(await messageOf(events)).toEqual(whole)
    }
  },
)

test('a browser that leaves does not end the answer, and one that does not read does not hold it', async () => {
  const store = memoryStreamStore()
  let work: Promise<void> = Promise.resolve()
  const waitUntil = (done: Promise<void>): void => {
    work = done
  }
  const response = await answer(store, slowly(parts), { waitUntil })
  await response.body?.cancel()
  await work
  expect(await store.read({ chatId, streamId: 's' }, 0, AbortSignal.abort())).toMatchObject({ state: 'ended' })
  await answer(store, slowly(parts), { waitUntil, streamId: 't' })
  await work
  expect(await store.read({ chatId, streamId: 't' }, 0, AbortSignal.abort())).toMatchObject({ state: 'ended' })
})

test('a stop is heard while the model is silent; every browser sees that the answer was aborted', async () => {
  const store = memoryStreamStore()
  const { source, state } = held(3)
  const [first, second] = [await answer(store, source, { renewMs: 5 }), await ask(store)]
  expect((await ask(store, 'other:1', 'DELETE')).status).toBe(204)
  await new Promise((resolve) => setTimeout(resolve, 30))
  expect(state.left).toBe(false)
  expect((await ask(store, 's:1', 'DELETE')).status).toBe(204)
  for (const response of [first, second])
    expect(dataOf((await readSome(response, 1000)).events).slice(-2)).toEqual(['{"type":"abort"}', '[DONE]'])
  expect(state.left).toBe(true)
})

test('what cannot be resumed', async () => {
  const store = memoryStreamStore()
  expect((await ask(store)).status).toBe(204)
  const { events } = await readSome(await answer(store, slowly(parts)), 1000)
  for (const id of [undefined, idOf(events.at(-1)), 's:999', 'other:1', '7', ''])
    expect([id, (await ask(store, id)).status]).toEqual([id, 204])
  expect((await ask(store, 's:1')).status).toBe(200)
  expect((await ask(store, 's:1', 'POST')).status).toBe(405)
})

test('a failure is kept too, as code and safe words; the server learns of it once', async () => {
  const store = memoryStreamStore()
  const told: unknown[] = []
  const failure = new BedrockError('throttled', 'Account 123 is throttled.')
  const response = await answer(store, thenFail(parts.slice(0, 3), failure), { onError: (error) => told.push(error) })
  const { events } = await readSome(response, 1000)
  await expect(collect(readUIBatches(new Response(events.map((event) => `${event}\n\n`).join(''))))).rejects.toThrow(
    'busy',
  )
  expect(events.join()).not.toContain('123')
  expect(dataOf((await readSome(await ask(store, 's:1'), 1000)).events)).toEqual(dataOf(events).slice(1))
  expect(told).toEqual([failure])
})

test('an answer that is too long ends with an error, and so does the call', async () => {
  const store = memoryStreamStore()
  const told: unknown[] = []
  let given = 0
  const endless = async function* (): AsyncGenerator<StreamPart, void> {
    yield* parts.slice(0, 2)
    for (;;) {
      given++
      yield { type: 'text-delta', id: '0', text: 'x'.repeat(100) }
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  const response = await answer(store, endless(), { maxLength: 5000, onError: (error) => told.push(error) })
  const { events } = await readSome(response, 1000)
  expect(dataOf(events).slice(-3)).toEqual([expect.stringContaining('quota-exceeded'), expect.any(String), '[DONE]'])
  expect(told).toEqual([expect.objectContaining({ code: 'quota-exceeded' })])
  // One value is asked for ahead of its reader.
  await new Promise((resolve) => setTimeout(resolve, 20))
  const then = given
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(given).toBe(then)
  expect(then).toBeLessThan(60)
})

test('a maker who has gone: browsers hear an error with a code, and never wait for ever', async () => {
  const memory = memoryStreamStore()
  const name = { chatId, streamId: 's' }
  await memory.open(name)
  await memory.append(name, 1, ['{"type":"start"}'], false)
  const store: StreamStore = {
    ...memory,
    read: async (...asked) => ({ ...(await memory.read(...asked)), state: 'lost' }),
  }
  const { events } = await readSome(await ask(store), 1000)
  expect(events.map(idOf)).toEqual(['s:1', 's:2', 's:3', 's:4'])
  expect(dataOf(events).slice(1)).toEqual([expect.stringContaining('server-error'), expect.any(String), '[DONE]'])
})

test.each([
  ['fails', () => Promise.reject(new BedrockError('unavailable', 'x')), 'unavailable'],
  ['gave the answer up', () => Promise.resolve('lost' as const), 'conflict'],
])('a store that %s ends the call; the server is told', async (_name, append, code) => {
  const { source, state } = held(4)
  const told: unknown[] = []
  const store = { ...memoryStreamStore(), append }
  let work: Promise<void> = Promise.resolve()
  await answer(store, source, {
    onError: (error) => told.push(error),
    waitUntil: (done) => {
      work = done
    },
  })
  await work
  expect([state.left, told]).toEqual([true, [expect.objectContaining({ code })]])
})

test('a store that fails a reader breaks the connection off, so that the browser asks again', async () => {
  const store = { ...memoryStreamStore(), read: () => Promise.reject(new BedrockError('unavailable', 'x')) }
  await expect((await answer(store, slowly(parts))).text()).rejects.toThrow()
})

test('names are checked before anything is asked', async () => {
  const store = memoryStreamStore()
  const never = vi.fn(() => slowly(parts)[Symbol.asyncIterator]())
  const source = { [Symbol.asyncIterator]: never }
  await expect(answer(store, source, { chatId: '' })).rejects.toMatchObject({ code: 'invalid-argument' })
  await expect(answer(store, source, { streamId: 'a\nb' })).rejects.toMatchObject({ code: 'invalid-argument' })
  await store.open({ chatId, streamId: 's' })
  await expect(answer(store, source)).rejects.toMatchObject({ code: 'conflict' })
  expect(never).not.toHaveBeenCalled()
})
