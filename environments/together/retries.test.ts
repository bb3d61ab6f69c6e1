import { apiKey, sigv4 } from '@x/bedrock-auth'
import { claude } from '@x/bedrock-claude'
import { BedrockError, type BedrockOptions, createBedrock, generateText, streamText } from '@x/bedrock-core'
import { nodeFetch } from '@x/bedrock-node'
import { afterAll, describe, expect, it } from 'vitest'
import {
  type Behaviour,
  breakStream,
  breakWhole,
  type FailingService,
  hangUp,
  refuse,
  startFailingService,
  staySilent,
} from './failing-service.ts'

type Verb = 'whole' | 'stream'
type Options = Partial<BedrockOptions<ReturnType<typeof claude>>>

interface Told {
  /** The answer, or the error's code. */
  readonly outcome: string
  readonly attempts: number | undefined
  /** What had been handed out when it ended. */
  readonly handedOut: string
  readonly error: BedrockError | undefined
}

const call = async (endpoint: string, verb: Verb, options: Options = {}, signal?: AbortSignal): Promise<Told> => {
  const bedrock = createBedrock({
    region: 'us-east-1',
    auth: apiKey('key'),
    families: [claude()],
    endpoint,
    ...options,
  })
  const model = bedrock('us.anthropic.claude-sonnet-4-5-20250929-v1:0', { via: 'converse' })
  const asked = { model, prompt: 'Hi', ...(signal === undefined ? {} : { signal }) }
  let handedOut = ''
  try {
    if (verb === 'whole') {
      const { text, response } = await generateText(asked)
      return { outcome: text, attempts: response.attempts, handedOut: text, error: undefined }
    }
    const stream = streamText(asked)
    for await (const text of stream.textStream) handedOut += text
    const { text, response } = await stream.result
    return { outcome: text, attempts: response.attempts, handedOut, error: undefined }
  } catch (error) {
    if (!BedrockError.is(error)) throw error
    return { outcome: error.code, attempts: error.attempts, handedOut, error }
  }
}

const on = async <T>(behaviours: readonly Behaviour[], work: (service: FailingService) => Promise<T>): Promise<T> => {
  const service = await startFailingService(behaviours)
  try {
    return await work(service)
  } finally {
    await service.stop()
  }
}

/** What happens, how, as which error it is told, and whether it may pass. */
type Fault = readonly [name: string, behaviour: Behaviour, code: string, passes: boolean]

const faults: readonly Fault[] = [
  ['429 ThrottlingException', refuse(429, 'ThrottlingException'), 'throttled', true],
  ['429 ModelNotReadyException', refuse(429, 'ModelNotReadyException'), 'model-not-ready', true],
  ['500 InternalServerException', refuse(500, 'InternalServerException'), 'server-error', true],
  ['502 of a proxy', refuse(502, ''), 'server-error', true],
  ['503 ServiceUnavailableException', refuse(503, 'ServiceUnavailableException'), 'unavailable', true],
  ['408 ModelTimeoutException', refuse(408, 'ModelTimeoutException'), 'model-timeout', true],
  ['424 ModelErrorException', refuse(424, 'ModelErrorException'), 'model-error', true],
  ['a reset before the response', hangUp, 'network', true],
  ['400 ValidationException', refuse(400, 'ValidationException'), 'validation', false],
  ['400 ServiceQuotaExceededException', refuse(400, 'ServiceQuotaExceededException'), 'quota-exceeded', false],
  ['403 AccessDeniedException', refuse(403, 'AccessDeniedException'), 'access-denied', false],
  ['403 InvalidSignatureException', refuse(403, 'InvalidSignatureException'), 'invalid-signature', false],
  ['404 ResourceNotFoundException', refuse(404, 'ResourceNotFoundException'), 'not-found', false],
]

const worsts: readonly (readonly [worst: string, code: string, passes: boolean])[] = [
  ['throttlingException', 'throttled', true],
  ['internalServerException', 'server-error', true],
  ['serviceUnavailableException', 'unavailable', true],
  ['modelStreamErrorException', 'model-error', true],
  ['validationException', 'validation', false],
  ['reset', 'truncated', true],
  ['half a frame', 'truncated', true],
  ['end', 'truncated', true],
]
const early = ['at once', 'after messageStart'] as const
const streamFaults: readonly Fault[] = worsts.flatMap(([worst, code, passes]) =>
  early.map((position) => [`${worst} ${position}`, breakStream(position, worst), code, passes] as const),
)

const table: readonly (readonly [Verb, ...Fault])[] = [
  ...faults.flatMap((fault) => [['whole', ...fault] as const, ['stream', ...fault] as const]),
  ['whole', 'a reset in the body', breakWhole, 'network', true],
  ...streamFaults.map((fault) => ['stream', ...fault] as const),
]

const ownTransport = nodeFetch()
afterAll(() => ownTransport.close())

describe.concurrent.each<[string, Options]>([
  ['the platform’s fetch', {}],
  ['bedrock-node’s transport', { fetch: ownTransport }],
])('a fault before anything was handed out, %s', (_transport, options) => {
  it.each(table.filter(([, , , , passes]) => passes))('%s, %s: is outlived', async (verb, _, behaviour) => {
    await on([behaviour], async ({ endpoint, requests }) => {
      expect(await call(endpoint, verb, options)).toMatchObject({ outcome: 'Hello', handedOut: 'Hello', attempts: 2 })
      expect(requests).toHaveLength(2)
    })
  })

  it.each(table.filter(([, , , , passes]) => passes))(
    '%s, %s: is told after three attempts',
    async (verb, _, behaviour, code) => {
      await on([behaviour, behaviour, behaviour], async ({ endpoint, requests }) => {
        expect(await call(endpoint, verb, options)).toMatchObject({ outcome: code, handedOut: '', attempts: 3 })
        expect(requests).toHaveLength(3)
      })
    },
  )

  it.each(table.filter(([, , , , passes]) => !passes))(
    '%s, %s: is told at once, as it will not pass',
    async (verb, _, behaviour, code) => {
      await on([behaviour], async ({ endpoint, requests }) => {
        expect(await call(endpoint, verb, options)).toMatchObject({ outcome: code, attempts: 1 })
        expect(requests).toHaveLength(1)
      })
    },
  )
})

describe('a fault after the first delta', () => {
  it.each(worsts)('%s: is told with what was handed out, and nothing is asked again', async (worst, code) => {
    await on([breakStream('after the first delta', worst)], async ({ endpoint, requests }) => {
      const { error, ...told } = await call(endpoint, 'stream')
      expect(told).toMatchObject({ outcome: code, handedOut: 'Hello', attempts: 1 })
      expect(error?.partial).toMatchObject({ text: 'Hello', response: { requestId: 'streamed', attempts: 1 } })
      expect(requests).toHaveLength(1)
    })
  })
})

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
    await on([busy, hangUp], async ({ endpoint, requests }) => {
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
  const stall = (position: 'at once' | 'after the first delta'): Behaviour => breakStream(position, 'stall')
  const once = { retry: false } as const

  it.each<[string, Verb, Behaviour, Options, RegExp, number]>([
    ['firstByte', 'whole', staySilent, { timeout: { firstByte: 150 } }, /firstByte/, 3],
    ['firstByte', 'stream', staySilent, { timeout: { firstByte: 150 } }, /firstByte/, 3],
    ['idle before the first delta', 'stream', stall('at once'), { timeout: { idle: 150 } }, /idle/, 3],
    ['idle, retries off', 'stream', stall('at once'), { timeout: { idle: 150 }, ...once }, /idle/, 1],
    ['idle after the first delta', 'stream', stall('after the first delta'), { timeout: { idle: 150 } }, /idle/, 1],
    ['total', 'whole', staySilent, { timeout: { total: 150 } }, /total/, 1],
    ['total', 'stream', stall('after the first delta'), { timeout: { total: 150 } }, /total/, 1],
    ['total beats the rest', 'stream', staySilent, { timeout: { firstByte: 200, total: 300 } }, /total/, 2],
  ])('%s, %s: ends as a typed error', async (_name, verb, behaviour, options, words, count) => {
    await on(Array<Behaviour>(3).fill(behaviour), async ({ endpoint, requests }) => {
      const { error, outcome, handedOut } = await call(endpoint, verb, options)
      expect(outcome).toBe('timeout')
      expect(error?.message).toMatch(words)
      expect(error?.retryable).toBe(true)
      expect(requests).toHaveLength(count)
      if (handedOut !== '') expect(error?.partial).toMatchObject({ text: handedOut })
    })
  })

  it('does not end a call while its reader is slow', async () => {
    await on([], async ({ endpoint }) => {
      const bedrock = createBedrock({
        region: 'us-east-1',
        auth: apiKey('key'),
        families: [claude()],
        endpoint,
        timeout: { idle: 100 },
      })
      const model = bedrock('us.anthropic.claude-sonnet-4-5-20250929-v1:0', { via: 'converse' })
      const stream = streamText({ model, prompt: 'Hi' })
      for await (const text of stream.textStream) {
        expect(text).toBe('Hello')
        await new Promise((resolve) => setTimeout(resolve, 300))
      }
      expect((await stream.result).finishReason).toBe('stop')
    })
  })
})
