import { apiKey, sigv4 } from '@x/bedrock-auth'
import { claude } from '@x/bedrock-claude'
import {
  BedrockError,
  type BedrockOptions,
  createBedrock,
  failover,
  type Generation,
  generateText,
  type LanguageModel,
  streamText,
} from '@x/bedrock-core'
import { describe, expect, it } from 'vitest'
import {
  type Behaviour,
  breakStream,
  breaks,
  type Position,
  refuse,
  reset,
  type Service,
  startService,
  staySilent,
} from './faults/service.ts'

type Verb = 'whole' | 'stream'
type Options = Partial<BedrockOptions<ReturnType<typeof claude>>>

interface Told {
  /** The answer, or the error's code. */
  readonly outcome: string
  readonly attempts: number | undefined
  /** Targets of a failover that had failed before. */
  readonly tried: Generation['response']['tried'] | undefined
  /** What had been handed out when it ended. */
  readonly handedOut: string
  readonly error: BedrockError | undefined
}

const modelAt = (endpoint: string, options: Options = {}) => {
  const client = { region: 'us-east-1', auth: apiKey('key'), families: [claude()], endpoint, ...options }
  return createBedrock(client)('us.anthropic.claude-sonnet-4-5-20250929-v1:0', { via: 'converse' })
}

const ask = async (model: LanguageModel, verb: Verb, signal?: AbortSignal): Promise<Told> => {
  const asked = { model, prompt: 'Hi', ...(signal === undefined ? {} : { signal }) }
  let handedOut = ''
  try {
    if (verb === 'whole') {
      const { text, response } = await generateText(asked)
      const { attempts, tried } = response
      return { outcome: text, attempts, tried, handedOut: text, error: undefined }
    }
    const stream = streamText(asked)
    for await (const text of stream.textStream) handedOut += text
    const { text, response } = await stream.result
    const { attempts, tried } = response
    return { outcome: text, attempts, tried, handedOut, error: undefined }
  } catch (error) {
    if (!BedrockError.is(error)) throw error
    return { outcome: error.code, attempts: error.attempts, tried: undefined, handedOut, error }
  }
}

const call = (endpoint: string, verb: Verb, options?: Options, signal?: AbortSignal): Promise<Told> =>
  ask(modelAt(endpoint, options), verb, signal)

const on = async <T>(behaviours: readonly Behaviour[], work: (service: Service) => Promise<T>): Promise<T> => {
  const service = await startService(behaviours)
  try {
    return await work(service)
  } finally {
    await service.stop()
  }
}

describe('attempts', () => {
  const busy = refuse(503, 'ServiceUnavailableException')

  it.each<[NonNullable<Options['retry']>, number]>([
    [false, 1],
    [{ maxAttempts: 1 }, 1],
    [{ maxAttempts: 2 }, 2],
    [{ maxAttempts: 5 }, 5],
  ])('are as many as %j says', async (retry, count) => {
    await on(Array<Behaviour>(9).fill(busy), async ({ endpoint, requests }) => {
      expect(await call(endpoint, 'stream', { retry })).toMatchObject({ outcome: 'unavailable', attempts: count })
      expect(requests).toHaveLength(count)
    })
  })

  it('are each signed anew', async () => {
    let second = 0
    const auth = sigv4(
      { accessKeyId: 'AKID', secretAccessKey: 'secret' },
      { now: () => Date.UTC(2026, 0, 1, 0, 0, second++) },
    )
    await on([busy, reset], async ({ endpoint, requests }) => {
      expect(await call(endpoint, 'whole', { auth })).toMatchObject({ outcome: 'Hello', attempts: 3 })
      expect(new Set(requests.map(({ authorization }) => authorization)).size).toBe(3)
    })
  })

  it.each(['x-amz-retry-after: 400', 'retry-after: 1'])('wait for what the service asks: %s', async (header) => {
    const [name = '', value = ''] = header.split(': ')
    const milliseconds = name === 'retry-after' ? Number(value) * 1000 : Number(value)
    await on([refuse(503, 'ServiceUnavailableException', { [name]: value })], async ({ endpoint, requests }) => {
      expect(await call(endpoint, 'whole')).toMatchObject({ outcome: 'Hello', attempts: 2 })
      expect((requests[1]?.at ?? 0) - (requests[0]?.at ?? 0)).toBeGreaterThanOrEqual(milliseconds - 20)
    })
  })

  it('end at once when the caller leaves while one is waited for', async () => {
    await on([refuse(429, 'ThrottlingException', { 'retry-after': '60' })], async ({ endpoint, requests }) => {
      const controller = new AbortController()
      const started = performance.now()
      setTimeout(() => controller.abort(), 300)
      expect(await call(endpoint, 'stream', {}, controller.signal)).toMatchObject({ outcome: 'aborted', attempts: 1 })
      expect(performance.now() - started).toBeLessThan(3000)
      expect(requests).toHaveLength(1)
    })
  })
})

describe('limits on time', () => {
  const stall = (position: Position): Behaviour => breakStream(position, breaks.silence)
  const busyFor = (milliseconds: number): Behaviour =>
    refuse(503, 'ServiceUnavailableException', { 'x-amz-retry-after': String(milliseconds) })
  const once = { retry: false } as const

  it.each<[string, Verb, Behaviour, Options, RegExp, number]>([
    ['firstByte', 'whole', staySilent, { timeout: { firstByte: 150 } }, /firstByte/, 3],
    ['firstByte', 'stream', staySilent, { timeout: { firstByte: 150 } }, /firstByte/, 3],
    ['idle before the first delta', 'stream', stall('at once'), { timeout: { idle: 150 } }, /idle/, 3],
    ['idle, retries off', 'stream', stall('at once'), { timeout: { idle: 150 }, ...once }, /idle/, 1],
    ['idle after the first delta', 'stream', stall('after the first delta'), { timeout: { idle: 500 } }, /idle/, 1],
    ['total', 'whole', staySilent, { timeout: { total: 150 } }, /total/, 1],
    ['total', 'stream', stall('after the first delta'), { timeout: { total: 150 } }, /total/, 1],
    ['total before firstByte', 'stream', staySilent, { timeout: { firstByte: 60_000, total: 150 } }, /total/, 1],
    ['total in a pause', 'stream', busyFor(5000), { timeout: { total: 150 } }, /total/, 1],
  ])('%s, %s: ends as a typed error', async (_name, verb, behaviour, options, words, count) => {
    await on(Array<Behaviour>(3).fill(behaviour), async ({ endpoint, requests }) => {
      const { error, outcome, attempts, handedOut } = await call(endpoint, verb, options)
      expect({ outcome, attempts }).toEqual({ outcome: 'timeout', attempts: count })
      expect(error?.message).toMatch(words)
      expect(error?.retryable).toBe(true)
      expect(requests).toHaveLength(count)
      if (handedOut !== '') expect(error?.partial).toMatchObject({ text: handedOut })
    })
  })

  it('total is one for all attempts', async () => {
    const options: Options = { retry: { maxAttempts: 30 }, timeout: { total: 300 } }
    await on(Array<Behaviour>(30).fill(busyFor(100)), async ({ endpoint, requests }) => {
      const { error } = await call(endpoint, 'whole', options)
      expect(error?.message).toMatch(/total/)
      // A pause lasts 100 ms at least, so there is room for three.
      expect(requests.length).toBeLessThanOrEqual(4)
    })
  })

  it.each<[string, Verb, Behaviour, Options]>([
    ['firstByte', 'whole', staySilent, { timeout: { firstByte: 150 } }],
    ['firstByte', 'stream', staySilent, { timeout: { firstByte: 150 } }],
    ['idle', 'stream', stall('after the opening'), { timeout: { idle: 150 } }],
  ])('%s, %s: the next target of a failover is asked', async (_name, verb, behaviour, options) => {
    await on(Array<Behaviour>(3).fill(behaviour), (silent) =>
      on([], async (well) => {
        const model = failover([modelAt(silent.endpoint, options), modelAt(well.endpoint)])
        const { outcome, tried } = await ask(model, verb)
        expect({ outcome, tried }).toMatchObject({ outcome: 'Hello', tried: [{ code: 'timeout', attempts: 1 }] })
        expect([silent.requests.length, well.requests.length]).toEqual([1, 1])
      }),
    )
  })

  it('does not end a call while its reader is slow', async () => {
    await on([], async ({ endpoint }) => {
      const bedrock = createBedrock({
        region: 'us-east-1',
        auth: apiKey('key'),
        families: [claude()],
        endpoint,
        timeout: { idle: 400 },
      })
      const model = bedrock('us.anthropic.claude-sonnet-4-5-20250929-v1:0', { via: 'converse' })
      const stream = streamText({ model, prompt: 'Hi' })
      for await (const text of stream.textStream) {
        expect(text).toBe('Hello')
        await new Promise((resolve) => setTimeout(resolve, 800))
      }
      expect((await stream.result).finishReason).toBe('stop')
    })
  })
})
