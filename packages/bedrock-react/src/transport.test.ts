import {
  BedrockError,
  type JsonObject,
  readChatRequest,
  type StreamPart,
  textOf,
  toErrorResponse,
  toUIResponse,
} from '@x/bedrock-core/ui'
import { expect, test } from 'vitest'
import { createChat } from './create-chat.ts'
import { createCompletion } from './create-completion.ts'
import { resumableTransport } from './resumable-transport.ts'
import { httpTransport } from './transport.ts'

async function* hello(): AsyncGenerator<StreamPart, void> {
  yield { type: 'start', warnings: [], response: { modelId: 'm' } }
  yield { type: 'text-start', id: '0' }
  yield { type: 'text-delta', id: '0', text: 'Hello' }
  yield { type: 'text-end', id: '0' }
}

const serve = (answer: (request: Request) => Promise<Response> | Response) => {
  const requests: Request[] = []
  const served = async (url: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(new URL(String(url), 'https://chat.example'), init)
    requests.push(request.clone())
    return answer(request)
  }
  return { requests, fetch: served }
}

test('what it posts is what the server reads; headers and body are asked for at each request', async () => {
  const read: unknown[] = []
  const { fetch, requests } = serve(async (request) => {
    read.push(await readChatRequest(request))
    return toUIResponse(hello())
  })
  let turn = 0
  const chat = createChat({ id: 'c', fetch, headers: async () => ({ 'x-turn': `${++turn}` }), body: () => ({ turn }) })
  await chat.send('Hi', { headers: { 'x-more': 'y' }, body: { think: true } })
  expect(requests[0]?.url).toBe('https://chat.example/api/chat')
  expect(requests[0]?.headers.get('x-turn')).toBe('1')
  expect(requests[0]?.headers.get('x-more')).toBe('y')
  expect(read).toMatchObject([
    {
      id: 'c',
      trigger: 'submit-message',
      body: { think: true },
      messages: [{ role: 'user', content: [{ text: 'Hi' }] }],
    },
  ])
  // The stream above ends without a finish part, but as its server meant it to.
  expect(chat.snapshot()).toMatchObject({ status: 'ready' })
  expect(chat.snapshot().messages.map(textOf)).toEqual(['Hi', 'Hello'])
})

test.each([
  [
    'a refusal',
    () => toErrorResponse(new BedrockError('throttled', 'x')),
    { code: 'throttled', status: 429, retryable: true },
  ],
  ['a page that is no chat', () => new Response('<html>', { status: 404 }), { code: 'not-found', status: 404 }],
  ['no network', () => Promise.reject(new TypeError('Failed to fetch')), { code: 'network', retryable: true }],
  ['a stream that is cut', () => new Response('data: {"type":"start"}\n\n'), { code: 'truncated', retryable: true }],
])('%s is a typed error', async (_name, answer, error) => {
  const chat = createChat({ transport: httpTransport({ fetch: serve(answer).fetch }) })
  await chat.send('Hi')
  expect(chat.snapshot()).toMatchObject({ status: 'error', error })
})

test('stop aborts the request itself', async () => {
  const { fetch } = serve(
    (request) =>
      new Promise((_, reject) => request.signal.addEventListener('abort', () => reject(request.signal.reason))),
  )
  const chat = createChat({ fetch })
  const sent = chat.send('Hi')
  await new Promise((resolve) => setTimeout(resolve, 5))
  chat.stop()
  await sent
  expect(chat.snapshot()).toMatchObject({ status: 'ready', error: undefined })
})

/** What a page has written, and got wrong. */
const mistake = (): never => {
  throw new TypeError('undefined is not a function')
}
const ring: JsonObject = {}
Object.assign(ring, { ring })

test.each([
  ['its headers', { headers: mistake }],
  ['its headers, later', { headers: async () => mistake() }],
  ['its body', { body: mistake }],
  ['a body that is no JSON', { body: () => ring }],
] as const)(
  'a page’s mistake in %s is no failure of the network: nothing is sent, nothing is tried again',
  async (_name, options) => {
    const { fetch, requests } = serve(() => toUIResponse(hello()))
    const errors: unknown[] = []
    for (const transport of [httpTransport({ fetch, ...options }), resumableTransport({ fetch, ...options })]) {
      const chat = createChat({ transport, onError: (error) => errors.push(error) })
      await chat.send('Hi')
      expect(chat.snapshot().status).toBe('error')
    }
    const completion = createCompletion({ fetch, ...options, onError: (error) => errors.push(error) })
    await completion.complete('Hi')
    const told = { code: 'unknown', retryable: false, cause: expect.any(TypeError) }
    expect(errors).toEqual([
      expect.objectContaining(told),
      expect.objectContaining(told),
      expect.objectContaining(told),
    ])
    expect(requests).toHaveLength(0)
  },
)

test('nor is a mistake in what the page does with an answer, which is not asked for again', async () => {
  const events = ['{"type":"start","messageId":"a"}', '{"type":"data-note","data":1}', '[DONE]']
  const text = events.map((event, index) => `id: s:${index}\ndata: ${event}\n\n`).join('')
  const { fetch, requests } = serve(() => new Response(text, { headers: { 'content-type': 'text/event-stream' } }))
  const chat = createChat({ transport: resumableTransport({ fetch, delaysMs: [0] }), onData: mistake })
  await chat.send('Hi')
  expect(chat.snapshot().error).toMatchObject({ code: 'unknown', retryable: false, cause: expect.any(TypeError) })
  expect(requests.map(({ method }) => method)).toEqual(['POST'])
})
