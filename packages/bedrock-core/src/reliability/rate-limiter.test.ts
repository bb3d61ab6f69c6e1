import { fc, test } from '@fast-check/vitest'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createBedrock } from '../client/create-bedrock.ts'
import { generateText } from '../client/generate-text.ts'
import { streamText } from '../client/stream-text.ts'
import { auth, failureOf, frames, modelOn, partsOf, streamed } from '../client/test/fake-service.ts'
import { createWatch } from '../client/watch.ts'
import { BedrockError } from '../errors/bedrock-error.ts'
import { toy } from '../testing/toy-family.ts'
import type { Auth, Fetch } from '../wire/http.ts'
import { estimateTokens } from './estimate-tokens.ts'
import { type RateLimiterOptions, rateLimiter } from './rate-limiter.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const plan = { body: {} }
/** Asks a limiter, without a client. */
const line = (options: RateLimiterOptions) => {
  const limit = rateLimiter(options)
  const started: { readonly name: number; readonly at: number }[] = []
  const enter = async (name: number, signal?: AbortSignal, modelId = 'toy.one-v1:0') => {
    const watch = createWatch(signal, {})
    await limit(watch, { modelId, region: 'us-east-1', plan })
    started.push({ name, at: performance.now() })
    return watch
  }
  return { enter, started }
}

describe('a line', () => {
  test.prop([
    fc.record(
      { requestsPerMinute: fc.integer({ min: 1, max: 5 }), concurrency: fc.integer({ min: 1, max: 3 }) },
      { requiredKeys: [] },
    ),
    fc.array(fc.tuple(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 30_000 })), { maxLength: 25 }),
  ])('is first come, first served, and never passes its limits', async (limits, calls) => {
    const { enter, started } = line(limits)
    let [running, most] = [0, 0]
    const work = calls.map(async ([, takes], name) => {
      const watch = await enter(name)
      most = Math.max(most, ++running)
      await new Promise((resolve) => setTimeout(resolve, takes))
      running -= 1
      watch.close()
    })
    await vi.runAllTimersAsync()
    await Promise.all(work)
    expect(started.map(({ name }) => name)).toEqual(calls.map((_, name) => name))
    expect(most).toBeLessThanOrEqual(limits.concurrency ?? calls.length)
    const allowed = limits.requestsPerMinute ?? calls.length
    for (const [index, { at }] of started.entries()) {
      const next = started[index + allowed]
      if (next !== undefined) expect(next.at - at).toBeGreaterThanOrEqual(60_000)
    }
    expect(vi.getTimerCount()).toBe(0)
  })

  it('keeps each model and its own limits apart; the longest start of an id wins', async () => {
    const { enter, started } = line({
      concurrency: 1,
      models: { toy: { concurrency: 2 }, 'toy.two': { concurrency: 3 } },
    })
    const all = ['other.x', 'us.toy.one', 'toy.two-v1:0'].flatMap((id) =>
      [1, 2, 3, 4].map(() => enter(0, undefined, id)),
    )
    await vi.advanceTimersByTimeAsync(0)
    expect(started).toHaveLength(1 + 2 + 3)
    for (const one of all) void one.then((watch) => watch.close())
    await vi.runAllTimersAsync()
    expect(started).toHaveLength(all.length)
  })

  it('lets go of a place that is no longer waited for, and of those behind it', async () => {
    const { enter, started } = line({ concurrency: 1 })
    const first = await enter(1)
    const leaving = new AbortController()
    const second = failureOf(enter(2, leaving.signal))
    const third = enter(3)
    leaving.abort()
    expect(await second).toMatchObject({ code: 'aborted' })
    first.close()
    await third
    expect(started.map(({ name }) => name)).toEqual([1, 3])
  })

  it('pauses and slows when the service throttles, and recovers', async () => {
    const { enter, started } = line({ concurrency: 4 })
    const [first, ...rest] = await Promise.all([1, 2, 3, 4].map((name) => enter(name)))
    const throttled = new BedrockError('throttled', 'Slow down.', { status: 429, retryAfter: 3 })
    first?.close(undefined, throttled)
    for (const watch of rest) watch.close(undefined, throttled)
    const waiting = [5, 6, 7].map((name) => enter(name))
    await vi.advanceTimersByTimeAsync(2999)
    expect(started).toHaveLength(4)
    await vi.advanceTimersByTimeAsync(1)
    // Four times halved: one at a time.
    expect(started).toHaveLength(5)
    for (const one of waiting) (await one).close()
    let running = 0
    for (let success = 0; success < 32; success += 1) (await enter(0)).close()
    for (let name = 0; name < 4; name += 1) void enter(name).then(() => running++)
    await vi.advanceTimersByTimeAsync(0)
    expect(running).toBe(4)
  })

  it.each([{ requestsPerMinute: 0 }, { concurrency: Number.NaN }, { models: { x: { tokensPerMinute: -1 } } }])(
    'refuses %j',
    (options) => expect(() => rateLimiter(options)).toThrow(expect.objectContaining({ code: 'invalid-argument' })),
  )
})

describe('tokens', () => {
  it('are guessed before and corrected by the answer’s usage', async () => {
    // Each call is reckoned with 600 and uses 5 (the frames’ metrics): with guesses alone the second would wait.
    const limit = rateLimiter({ tokensPerMinute: 1000, estimate: () => 600 })
    const fetch = vi.fn<Fetch>(async () => streamed(frames))
    const model = modelOn(fetch, { limit })
    const both = [streamText({ model, prompt: 'Hi' }).result, streamText({ model, prompt: 'Hi' }).result]
    await vi.advanceTimersByTimeAsync(0)
    await Promise.all(both)
    expect(fetch).toHaveBeenCalledTimes(2)
    expect(performance.now()).toBeLessThan(60_000)
    const dear = rateLimiter({ tokensPerMinute: 1000, outputTokenCost: 400, estimate: () => 1 })
    const costly = modelOn(fetch, { limit: dear })
    await streamText({ model: costly, prompt: 'Hi' }).result
    await streamText({ model: costly, prompt: 'Hi' }).result
    // The whole is given a moment before the connection ends.
    await vi.advanceTimersByTimeAsync(0)
    const third = streamText({ model: costly, prompt: 'Hi' }).result
    await vi.advanceTimersByTimeAsync(59_000)
    expect(fetch).toHaveBeenCalledTimes(4)
    await vi.advanceTimersByTimeAsync(1000)
    await third
    expect(fetch).toHaveBeenCalledTimes(5)
  })

  it('of a body are a quarter of its characters; media count as a page', () => {
    expect(estimateTokens({ messages: [{ content: 'abcd'.repeat(100) }], max: 5 })).toBe(100)
    expect(estimateTokens({ image: 'QUJD'.repeat(300_000) })).toBe(1600)
  })
})

describe('a client with a limiter', () => {
  it('signs after waiting, lets the next one in when a stream ends, is left or fails', async () => {
    const signed: number[] = []
    const timing: Auth = async (request) => {
      signed.push(performance.now())
      return auth(request, { region: '', service: '', operation: '' })
    }
    let answers = 0
    const fetch: Fetch = async () => streamed(answers++ === 1 ? frames.slice(0, 1) : frames, undefined, answers !== 1)
    const limit = rateLimiter({ concurrency: 1 })
    const model = createBedrock({ region: 'us-east-1', auth: timing, families: [toy()], fetch, limit, retry: false })(
      'toy.x',
    )
    const ask = () => streamText({ model, prompt: 'Hi' })
    const left = ask()[Symbol.asyncIterator]()
    await left.next()
    const broken = failureOf(partsOf(ask()))
    const whole = ask().result
    await vi.advanceTimersByTimeAsync(5000)
    expect(signed).toHaveLength(1)
    const leftAt = performance.now()
    await left.return?.()
    expect(await broken).toMatchObject({ code: 'truncated' })
    expect((await whole).text).toBe('Hello')
    expect(signed).toHaveLength(3)
    expect(signed[1]).toBeGreaterThanOrEqual(leftAt)
  })

  it('counts waiting for the total limit, not for the first byte, and holds up no retry', async () => {
    const limit = rateLimiter({ requestsPerMinute: 1 })
    const fetch = vi.fn<Fetch>(async () => Response.json({ text: 'Hello', stop: 'end_turn' }))
    const model = modelOn(fetch, { limit })
    await generateText({ model, prompt: 'Hi' })
    const late = failureOf(generateText({ model, prompt: 'Hi', timeout: { total: 1000 } }))
    await vi.advanceTimersByTimeAsync(1000)
    expect((await late).message).toContain('timeout.total')
    const patient = generateText({ model, prompt: 'Hi', timeout: { firstByte: 1000 } })
    await vi.advanceTimersByTimeAsync(60_000)
    expect((await patient).text).toBe('Hello')
    fetch.mockRejectedValueOnce(new TypeError('reset'))
    const retried = generateText({
      model: modelOn(fetch, { limit: rateLimiter({ concurrency: 1 }), retry: {} }),
      prompt: 'Hi',
    })
    await vi.advanceTimersByTimeAsync(1000)
    expect((await retried).response.attempts).toBe(2)
  })
})
