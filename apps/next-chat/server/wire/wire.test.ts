import { claude } from '@x/bedrock-claude'
import { streamText } from '@x/bedrock-core'
import { parseFaults, testIdentity } from '@x/bedrock-local'
import { startLocalBedrock } from '@x/bedrock-local/server'
import { type AuthKey, createNodeBedrock, nodeFetch } from '@x/bedrock-node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { framesOf } from './frames.ts'
import { Recording } from './recording.ts'
import { shownHeaders, shownUrl } from './redact.ts'
import { inspects, Ring } from './ring.ts'
import { recorded, tapped } from './tap.ts'
import { viewOf } from './view.ts'

const id = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'
const sessionToken = 'a-session-token-of-the-test'
const { accessKeyId, secretAccessKey, apiKey } = testIdentity
const keyPair = { accessKeyId, secretAccessKey, sessionToken }
const proofs: string[] = []
let local: Awaited<ReturnType<typeof startLocalBedrock>>

beforeAll(async () => {
  local = await startLocalBedrock({ port: 0, identities: [{ ...keyPair, apiKey }] })
})
afterAll(() => local.close())

const client = (url = local.url, auth: AuthKey = keyPair) => {
  const fetch = nodeFetch()
  return createNodeBedrock({
    region: 'us-east-1',
    endpoint: url,
    environment: {},
    auth,
    families: [claude()],
    fetch: tapped((address, init) => {
      const { authorization = '' } = Object.fromEntries(new Headers(init.headers))
      proofs.push(authorization)
      return fetch(address, init)
    }),
  })
}

test.each(['messages', 'converse'])(
  'by %s: the request, every frame with its time, the usage of each source',
  async (via) => {
    const recording = new Recording()
    const answer = streamText({ model: recorded(client()(id, { via }), recording), prompt: 'echo a wire to look at' })
    let text = ''
    for await (const part of answer.textStream) text += part
    const view = viewOf(recording)
    expect(view).toMatchObject({ more: 0, ended: true })
    const [exchange] = view.exchanges
    expect(exchange).toMatchObject({ method: 'POST', response: { status: 200 }, end: { how: 'whole' } })
    expect(exchange?.url).toMatch(/\/model\/us\.anthropic\.claude.+-stream$/)
    expect(exchange?.body).toContain('echo a wire to look at')
    const frames = exchange?.frames ?? []
    expect(exchange?.note).toBeUndefined()
    expect(frames.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(exchange?.bytes)
    expect(frames.every(({ headers }) => headers[':message-type'] === 'event')).toBe(true)
    expect(frames.map(({ atMs }) => atMs)).toEqual(frames.map(({ atMs }) => atMs).toSorted((a, b) => a - b))
    const spoken = frames
      .map(({ inner, payload }) => /"text":"((?:[^"\\]|\\.)*)"/.exec(inner ?? payload)?.[1] ?? '')
      .map((escaped) => JSON.parse(`"${escaped}"`) as string)
      .join('')
    expect(spoken).toBe(text)
    expect(exchange?.usage.map(({ source }) => source)).toEqual(via === 'messages' ? ['body', 'metrics'] : ['body'])
  },
)

test.each([
  ['a key pair', keyPair, 'Credential=(hidden)/'],
  ['an API key', { apiKey }, 'Bearer (hidden)'],
])('nothing of %s reaches the page', async (_name, auth, words) => {
  proofs.length = 0
  const recording = new Recording()
  await streamText({ model: recorded(client(local.url, auth)(id), recording), prompt: 'echo hello' }).result
  const said = JSON.stringify(viewOf(recording))
  const proof = /(?:Signature=|Bearer )(\S+)$/.exec(proofs.join())?.[1] ?? ''
  expect(proof.length).toBeGreaterThan(60)
  for (const secret of [proof, sessionToken, apiKey, accessKeyId, secretAccessKey]) expect(said).not.toContain(secret)
  expect(said).toContain(words)
})

test.each([
  ['authorization', 'Bearer bedrock-api-key-hunter2', 'Bearer (hidden)'],
  ['authorization', 'Basic aHVudGVyMg==', '(hidden)'],
  ['authorization', 'AWS4-HMAC-SHA256 hunter2', '(hidden)'],
  ['x-amz-security-token', 'hunter2', '(hidden)'],
  ['x-api-key', 'hunter2', '(hidden)'],
  ['cookie', 'hunter2', '(hidden)'],
  ['x-amzn-requestid', '1-2', '1-2'],
  ['x-amzn-bedrock-input-token-count', '3', '3'],
])('%s: %s is shown as %s', (name, value, shown) => {
  expect(shownHeaders([[name, value]])).toEqual({ [name]: shown })
})

test('an address keeps neither a query nor an account number', () => {
  expect(
    shownUrl(
      'https://bedrock-runtime.us-east-1.amazonaws.com/model/arn%3Aaws%3Abedrock%3Aus-east-1%3A123456789012%3Ax%2Fy/invoke?X-Amz-Signature=hunter2',
    ),
  ).toBe(
    'https://bedrock-runtime.us-east-1.amazonaws.com/model/arn%3Aaws%3Abedrock%3Aus-east-1%3A(account)%3Ax%2Fy/invoke?(hidden)',
  )
})

test('every attempt is an exchange of its own', async () => {
  let calls = 0
  const flaky = await startLocalBedrock({
    port: 0,
    identities: [keyPair],
    faults: () => (calls++ === 0 ? parseFaults('exception=ThrottlingException') : []),
  })
  const recording = new Recording()
  await streamText({ model: recorded(client(flaky.url)(id), recording), prompt: 'echo twice' }).result
  await flaky.close()
  const { exchanges } = viewOf(recording)
  expect(exchanges.map(({ response }) => response?.status)).toEqual([429, 200])
  expect(exchanges[0]?.answer).toContain('"message"')
})

test('who leaves closes the connection, and the recording says so', async () => {
  const recording = new Recording()
  for await (const _part of streamText({ model: recorded(client()(id), recording), prompt: 'tell me a long story' })
    .textStream)
    break
  await expect.poll(() => viewOf(recording).exchanges[0]?.end?.how).toBe('left')
})

const endless = () => {
  let pulled = 0
  const body = new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        pulled += 1
        controller.enqueue(new Uint8Array(1000))
      },
    },
    { highWaterMark: 0 },
  )
  return { fetch: async () => new Response(body), pulled: () => pulled }
}

test('the tap pulls no more than it is pulled, and keeps no more than it may', async () => {
  const { fetch, pulled } = endless()
  const recording = new Recording({ bytes: 2_500 })
  const reader = (await recording.fetch(fetch, 'https://a.example/', {})).body?.getReader()
  for (let at = 0; at < 5; at += 1) expect((await reader?.read())?.value).toHaveLength(1000)
  expect(pulled()).toBe(5)
  expect(recording.exchanges[0]?.chunks).toHaveLength(2)
  expect(viewOf(recording).exchanges[0]).toMatchObject({ bytes: 5000, note: expect.stringContaining('2,000 of 5,000') })
  await reader?.cancel()
  expect(recording.exchanges[0]?.end?.how).toBe('left')
})

test('more exchanges than are kept are counted, and passed on', async () => {
  const recording = new Recording({ exchanges: 1 })
  const fetch = async () => new Response('{}')
  for (let at = 0; at < 3; at += 1) await (await recording.fetch(fetch, 'https://a.example/', {})).text()
  expect(viewOf(recording)).toMatchObject({ more: 2, exchanges: [{ answer: '{}' }] })
})

test('a damaged frame ends the frames and is named', () => {
  const bytes = new Uint8Array([0, 0, 0, 16, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8])
  expect(framesOf([{ at: 0, bytes }], 0)).toEqual({ frames: [], damage: expect.stringContaining('checksum') })
  expect(framesOf([{ at: 0, bytes: bytes.subarray(0, 9) }], 0).damage).toContain('9 bytes')
})

test.each([
  [{ BEDROCK_SIMULATED: '1' }, true],
  [{ BEDROCK_SIMULATED: '1', WIRE_INSPECTOR: '0' }, false],
  [{ NODE_ENV: 'development' }, true],
  [{ NODE_ENV: 'production' }, false],
  [{ NODE_ENV: 'production', WIRE_INSPECTOR: '1' }, true],
])('with %j the inspector is on: %s', (environment, on) => {
  expect(inspects(environment)).toBe(on)
})

test('the ring forgets the oldest', () => {
  const ring = new Ring(2)
  const ids = [1, 2, 3].map(() => ring.begin().id)
  expect(ids.map((one) => ring.get(one) !== undefined)).toEqual([false, true, true])
})
