import { anyConverse, createBedrock, generateText, type HttpRequest, streamText } from '@x/bedrock-core'
import { type Answerer, testIdentity } from '@x/bedrock-local'
import { startLocalBedrock } from '@x/bedrock-local/server'
import { afterEach, expect, it, onTestFinished, vi } from 'vitest'
import { sigv4 } from './sigv4.ts'

/** 2026-01-02T03:04:05Z */
const start = Date.UTC(2026, 0, 2, 3, 4, 5)
const minutes = (count: number): number => count * 60_000
const model = 'us.anthropic.claude-haiku-4-5-20251001-v1:0'

afterEach(() => vi.useRealTimers())

/** A local Bedrock with a clock of its own, and a client whose clock differs by `behind` milliseconds. */
const stage = async (behind: number) => {
  let time = start
  vi.useFakeTimers({ toFake: ['Date'], now: start - behind })
  const pass = (duration: number): void => {
    time += duration
    vi.setSystemTime(time - behind)
  }
  const slow: Answerer = async function* () {
    yield { type: 'text', text: 'before' }
    pass(minutes(6))
    yield { type: 'text', text: ' and after' }
  }
  const statuses: number[] = []
  const local = await startLocalBedrock({
    answerer: slow,
    now: () => time,
    onCall: ({ status }) => statuses.push(status),
  })
  onTestFinished(local.close)
  const signed: HttpRequest[] = []
  const signing = sigv4(testIdentity)
  const auth: typeof signing = Object.assign(
    async (...given: Parameters<typeof signing>) => {
      const request = await signing(...given)
      signed.push(request)
      return request
    },
    { observe: signing.observe, now: signing.now },
  )
  const bedrock = createBedrock({ region: 'us-east-1', auth, families: [anyConverse()], endpoint: local.url })
  return { bedrock, signed, statuses, pass }
}

it('an answer of six minutes does not fail, streamed or whole, nor does the call after it', async () => {
  const { bedrock, signed, statuses } = await stage(0)
  const streamed = await streamText({ model: bedrock(model), prompt: 'x' }).result
  const whole = await generateText({ model: bedrock(model), prompt: 'x' })
  expect([streamed.text, whole.text, statuses]).toEqual(['before and after', 'before and after', [200, 200]])
  expect(signed.map(({ headers }) => headers['x-amz-date'])).toEqual(['20260102T030405Z', '20260102T031005Z'])
})

it('what does fail is the first signature sent again after six minutes', async () => {
  const { bedrock, signed } = await stage(0)
  await generateText({ model: bedrock(model), prompt: 'x' })
  const [first] = signed
  if (first?.body === undefined) throw new Error('nothing was signed')
  const replayed = await fetch(first.url, { method: first.method, headers: { ...first.headers }, body: first.body })
  expect([replayed.status, replayed.headers.get('x-amzn-errortype')]).toEqual([
    403,
    expect.stringContaining('InvalidSignature'),
  ])
  expect(await replayed.text()).toContain('Signature expired: 20260102T030405Z')
})

it.each([
  ['an hour behind', minutes(60)],
  ['an hour ahead', -minutes(60)],
])('a clock %s is corrected by one refusal, and stays so', async (_, behind) => {
  const { bedrock, statuses, pass } = await stage(behind)
  expect((await generateText({ model: bedrock(model), prompt: 'x' })).text).toBe('before and after')
  expect(statuses).toEqual([403, 200])
  pass(minutes(30))
  await streamText({ model: bedrock(model), prompt: 'x' }).result
  expect(statuses).toEqual([403, 200, 200])
})
