import { fc, test } from '@fast-check/vitest'
import { BedrockError, type StreamPart, textOf, toErrorResponse, toUIResponse } from '@x/bedrock-core/ui'
import { expect } from 'vitest'
import { createChat } from './create-chat.ts'
import { resumableTransport } from './resumable-transport.ts'
import { resumeChat } from './resume-chat.ts'
import { addToolOutput } from './tool-calls.ts'

const words = ['One ', 'two ', 'three ', 'four ', 'five.']

async function* answer(): AsyncGenerator<StreamPart, void> {
  yield { type: 'start', warnings: [], response: { modelId: 'm' } }
  yield { type: 'text-start', id: '0' }
  for (const text of words) {
    await new Promise((resolve) => setImmediate(resolve))
    yield { type: 'text-delta', id: '0', text }
  }
  yield { type: 'text-end', id: '0' }
}

/** The events of an answer, as text each. */
const recorded = async (streamId: string): Promise<string[]> =>
  (await toUIResponse(answer(), { streamId, messageId: 'a' }).text()).split(/(?<=\n\n)/)

interface Asked {
  readonly method: string
  readonly url: string
  readonly lastEventId: string | null
}

const headers = { 'content-type': 'text/event-stream' }

/** A server that keeps an answer's events and cuts connections after so many bytes, or lets them wait. */
const keeping = (events: readonly string[], cuts: readonly number[], { honours = true, hangs = false } = {}) => {
  const asked: Asked[] = []
  const left = [...cuts]
  const fetch = async (url: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(new URL(String(url), 'https://chat.example'), init)
    const lastEventId = request.headers.get('last-event-id')
    asked.push({ method: request.method, url: request.url, lastEventId })
    if (request.method === 'DELETE') return new Response(null, { status: 204 })
    const from =
      honours && lastEventId !== null ? events.findIndex((event) => event.includes(`id: ${lastEventId}\n`)) + 1 : 0
    const bytes = new TextEncoder().encode(events.slice(from).join(''))
    const cut = left.shift()
    return new Response(
      new ReadableStream({
        start(controller) {
          init?.signal?.addEventListener('abort', () => controller.error(init.signal?.reason))
          controller.enqueue(bytes.slice(0, cut))
        },
        pull(controller) {
          if (cut === undefined) controller.close()
          else if (!hangs) controller.error(new TypeError('network'))
        },
      }),
      { headers },
    )
  }
  return { asked, fetch }
}

const events = await recorded('s1')
const whole = words.join('')

test.prop([fc.array(fc.integer({ min: events[0]?.length ?? 0, max: 700 }), { maxLength: 4 }), fc.boolean()])(
  'wherever connections break off, nothing is lost or repeated, also where the server tells everything again',
  async (cuts, honours) => {
    const { fetch } = keeping(events, cuts, { honours })
    const chat = createChat({ id: 'c', transport: resumableTransport({ fetch, delaysMs: [0, 0, 0, 0, 0] }) })
    await chat.send('Count')
    expect(chat.snapshot()).toMatchObject({ status: 'ready', error: undefined })
    expect(chat.snapshot().messages.map(textOf)).toEqual(['Count', whole])
  },
)

test('a connection that broke off is taken up after the last event that was whole', async () => {
  const { asked, fetch } = keeping(events, [events.slice(0, 3).join('').length + 5])
  const chat = createChat({ id: 'a/b', transport: resumableTransport({ fetch, api: '/api/chat?v=1' }) })
  await chat.send('Count')
  expect(asked).toEqual([
    { method: 'POST', url: 'https://chat.example/api/chat?v=1', lastEventId: null },
    { method: 'GET', url: 'https://chat.example/api/chat/a%2Fb/stream?v=1', lastEventId: 's1:3' },
  ])
})

test.each([
  ['nothing is there any more', () => new Response(null, { status: 204 })],
  ['another stream answers', async () => new Response((await recorded('s2')).join(''), { headers })],
])('%s: what had come stays, with an error that can be retried', async (_name, reply) => {
  const first = keeping(events, [400])
  let calls = 0
  const fetch: typeof globalThis.fetch = async (url, init) => (calls++ === 0 ? first.fetch(url, init) : reply())
  const chat = createChat({ transport: resumableTransport({ fetch, delaysMs: [0, 0] }) })
  await chat.send('Count')
  expect(chat.snapshot()).toMatchObject({ status: 'error', outcome: 'failed' })
  expect(whole.startsWith(textOf(chat.snapshot().messages[1] ?? { id: '', role: 'user', parts: [] }))).toBe(true)
  expect(calls).toBeLessThanOrEqual(3)
})

test('a server that is being replaced is asked again; what it says of the answer itself is not', async () => {
  const first = keeping(events, [400])
  const replies = [
    () => new Response(null, { status: 502 }),
    () => Promise.reject(new TypeError('Failed to fetch')),
    () => toErrorResponse(new BedrockError('throttled', 'x')),
  ]
  let calls = 0
  const fetch: typeof globalThis.fetch = async (url, init) => {
    const reply = replies[calls++ - 1]
    return reply === undefined ? first.fetch(url, init) : reply()
  }
  const chat = createChat({ transport: resumableTransport({ fetch, delaysMs: [0, 0, 0, 0] }) })
  await chat.send('Count')
  expect([calls, chat.snapshot().error?.code]).toEqual([4, 'throttled'])
})

test('an answer that the server calls cut off is told at once: there is nothing to take up', async () => {
  async function* broken(): AsyncGenerator<StreamPart, void> {
    yield { type: 'start', warnings: [], response: { modelId: 'm' } }
    throw new BedrockError('truncated', 'Bedrock broke off.')
  }
  const asked: string[] = []
  const fetch = async (url: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    asked.push(`${init?.method} ${url}`)
    return toUIResponse(broken(), { streamId: 's', onError: () => {} })
  }
  const chat = createChat({ id: 'c', transport: resumableTransport({ fetch }) })
  await chat.send('Hi')
  expect(chat.snapshot().error?.code).toBe('truncated')
  expect(asked).toEqual(['POST /api/chat'])
})

test('a stream whose events have no name of it is not asked for again', async () => {
  const plain = (await toUIResponse(answer()).text()).split(/(?<=\n\n)/)
  const { asked, fetch } = keeping(plain, [400])
  const chat = createChat({ transport: resumableTransport({ fetch, delaysMs: [0] }) })
  await chat.send('Count')
  expect([asked.length, chat.snapshot().error?.code]).toEqual([1, 'network'])
})

test('stop tells the server, leaving does not', async () => {
  for (const [reason, methods] of [
    [undefined, ['POST', 'DELETE']],
    ['left', ['POST']],
  ] as const) {
    const { asked, fetch } = keeping(events, [400], { hangs: true })
    const chat = createChat({ id: 'c', transport: resumableTransport({ fetch }) })
    const sent = chat.send('Count')
    await expect.poll(() => chat.snapshot().status).toBe('streaming')
    chat.stop(reason)
    await sent
    await expect.poll(() => asked.map(({ method }) => method)).toEqual(methods)
    expect(asked[1]?.lastEventId ?? 's1:3').toMatch(/^s1:\d$/)
  }
})

test('a page that is loaded anew finds its answer, and half an answer that was kept gives way to the whole', async () => {
  const { asked, fetch } = keeping(events, [])
  const question = { id: 'q', role: 'user', parts: [{ type: 'text', text: 'Count' }] } as const
  for (const kept of [[], [{ id: 'a', role: 'assistant', parts: [{ type: 'text', text: 'One' }] } as const]]) {
    const chat = createChat({ id: 'c', messages: [question, ...kept], transport: resumableTransport({ fetch }) })
    expect(await resumeChat(chat)).toBe(true)
    expect(chat.snapshot().messages.map(textOf)).toEqual(['Count', whole])
    expect(chat.snapshot().messages[1]?.id).toBe('a')
  }
  expect(asked[0]).toEqual({ method: 'GET', url: 'https://chat.example/api/chat/c/stream', lastEventId: null })
})

test('an answer that goes on after a tool’s output is taken up behind it', async () => {
  const parts = [
    { type: 'step-start' },
    { type: 'tool-x', toolCallId: 't', state: 'output-available', input: 1, output: 2 },
  ] as const
  const chat = createChat({
    messages: [{ id: 'a', role: 'assistant', parts }],
    transport: resumableTransport({ fetch: keeping(events, []).fetch }),
  })
  await resumeChat(chat)
  expect(chat.snapshot().messages[0]?.parts).toMatchObject([...parts, { type: 'step-start' }, { text: whole }])
})

test('where nothing is to be resumed, nothing changes', async () => {
  const fetch = async (): Promise<Response> => new Response(null, { status: 204 })
  const chat = createChat({ transport: resumableTransport({ fetch }) })
  const before = chat.snapshot()
  expect(await resumeChat(chat)).toBe(false)
  expect(chat.snapshot()).toBe(before)
  await expect(resumeChat(createChat())).rejects.toMatchObject({ code: 'invalid-argument' })
})

test('two that look for it at once take it up once', async () => {
  const { fetch } = keeping(events, [])
  const chat = createChat({ transport: resumableTransport({ fetch }) })
  const given = new AbortController()
  const first = resumeChat(chat, { signal: given.signal })
  given.abort()
  expect(await Promise.all([first, resumeChat(chat), resumeChat(chat)])).toEqual([false, true, false])
  expect(chat.snapshot().messages.map(textOf)).toEqual([whole])
})

test('after a failure the whole answer is told again, and outputs that were given stay', async () => {
  const { fetch } = keeping(events, [400, 0])
  const chat = createChat({ transport: resumableTransport({ fetch, delaysMs: [0] }) })
  await chat.send('Count')
  expect(chat.snapshot().status).toBe('error')
  expect(await resumeChat(chat)).toBe(true)
  expect(chat.snapshot()).toMatchObject({ status: 'ready' })
  expect(chat.snapshot().messages.map(textOf)).toEqual(['Count', whole])
  await expect(addToolOutput(chat, { toolCallId: 'none', output: 1 })).rejects.toThrow(/no such tool call/)
})
