import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Fetch } from '../wire/http.ts'
import { generateText } from './generate-text.ts'
import { streamText } from './stream-text.ts'
import { chunk, failureOf, frames, modelOn, partsOf, streamed } from './test/fake-service.ts'
import { createWatch } from './watch.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Waits for the signal, as the platform's `fetch` does. */
const silent: Fetch = (_, { signal }) =>
  new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))

const answering: Fetch = async () => Response.json({ text: 'Hello', stop: 'end_turn' })

describe('createWatch', () => {
  it('ends when the limit that runs is passed, and only then', () => {
    const { signal, arm } = createWatch(undefined, { firstByte: 100, idle: 10 })
    arm('firstByte')
    vi.advanceTimersByTime(99)
    arm('idle')
    vi.advanceTimersByTime(9)
    arm('idle')
    vi.advanceTimersByTime(9)
    expect(signal.aborted).toBe(false)
    vi.advanceTimersByTime(1)
    expect(signal.reason).toMatchObject({ code: 'timeout', message: expect.stringContaining('10 ms (timeout.idle)') })
  })

  it.each([{}, { total: Number.POSITIVE_INFINITY }, { total: 2 ** 31 }])('never ends by %j', (limits) => {
    const { signal, arm } = createWatch(undefined, limits)
    arm('total')
    expect(vi.getTimerCount()).toBe(0)
    expect(signal.aborted).toBe(false)
  })

  it('follows the signal above it until it is closed', () => {
    const reason = new Error('left')
    expect(createWatch(AbortSignal.abort(reason), {}).signal.reason).toBe(reason)
    const outer = new AbortController()
    const [open, closed] = [createWatch(outer.signal, {}), createWatch(outer.signal, {})]
    closed.close()
    outer.abort(reason)
    expect(open.signal.reason).toBe(reason)
    expect(closed.signal.aborted).toBe(false)
  })
})

describe('a call with limits', () => {
  it('takes its own before its client’s', async () => {
    const model = modelOn(silent, { timeout: { firstByte: 1000, total: 60_000 } })
    const outcome = failureOf(generateText({ model, prompt: 'Hi', timeout: { firstByte: 50 } }))
    await vi.advanceTimersByTimeAsync(50)
    expect(await outcome).toMatchObject({
      code: 'timeout',
      message: expect.stringContaining('50 ms (timeout.firstByte)'),
    })
    const other = failureOf(generateText({ model, prompt: 'Hi', timeout: { total: 500 } }))
    await vi.advanceTimersByTimeAsync(500)
    expect((await other).message).toContain('timeout.total')
  })

  it.each([0, -1, Number.NaN])('refuses a limit of %s ms before anything is sent', async (idle) => {
    const fetch = vi.fn(answering)
    const asked = { model: modelOn(fetch), prompt: 'Hi', timeout: { idle } }
    expect((await failureOf(generateText(asked))).code).toBe('invalid-argument')
    expect((await failureOf(streamText(asked).result)).code).toBe('invalid-argument')
    expect(fetch).not.toHaveBeenCalled()
  })

  const limits = { firstByte: 1000, idle: 1000, total: 1000 }
  const cut = [chunk({ text: 'Hel' })]

  it.each<[string, Fetch, (asked: Parameters<typeof streamText>[0]) => Promise<unknown>]>([
    ['a whole answer', answering, generateText],
    ['a whole answer that fails', async () => new Response('<html>'), (asked) => failureOf(generateText(asked))],
    ['a refusal', async () => new Response('', { status: 400 }), (asked) => failureOf(generateText(asked))],
    ['a stream', async () => streamed(frames), (asked) => partsOf(streamText(asked))],
    ['a stream that fails', async () => streamed(cut), (asked) => failureOf(partsOf(streamText(asked)))],
    [
      'a stream that is left',
      async () => streamed(frames, undefined, false),
      async (asked) => {
        for await (const text of streamText(asked).textStream) if (text !== '') break
      },
    ],
  ])('leaves no timer and no listener behind %s', async (_name, fetch, work) => {
    const { signal } = new AbortController()
    const [add, remove] = [vi.spyOn(signal, 'addEventListener'), vi.spyOn(signal, 'removeEventListener')]
    await work({ model: modelOn(fetch), prompt: 'Hi', timeout: limits, signal })
    await vi.advanceTimersByTimeAsync(1)
    expect(vi.getTimerCount()).toBe(0)
    expect(add).toHaveBeenCalledTimes(1)
    expect(remove).toHaveBeenCalledTimes(1)
  })

  it('tells what had arrived when a stream falls silent, and closes the connection', async () => {
    const cancelled = vi.fn()
    const fetch = vi.fn<Fetch>(async () => streamed(frames.slice(0, 2), cancelled, false))
    const stream = streamText({ model: modelOn(fetch, { retry: {} }), prompt: 'Hi', timeout: { idle: 50 } })
    const outcome = failureOf(stream.result)
    await vi.advanceTimersByTimeAsync(50)
    expect(await outcome).toMatchObject({ code: 'timeout', partial: { text: 'Hello' }, attempts: 1 })
    expect(cancelled).toHaveBeenCalledTimes(1)
    expect(fetch).toHaveBeenCalledTimes(1)
  })
})
