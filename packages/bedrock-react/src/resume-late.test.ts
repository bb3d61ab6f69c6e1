import { memoryStreamStore, resumeUIResponse, type StreamPart, textOf, toResumableUIResponse } from '@x/bedrock-core/ui'
import { expect, test } from 'vitest'
import { createChat } from './create-chat.ts'
import { resumableTransport } from './resumable-transport.ts'
import { resumeChat } from './resume-chat.ts'

/** An answer whose second half comes when a test says so. */
const halves = () => {
  let goOn = (): void => {}
  const second = new Promise<void>((resolve) => {
    goOn = resolve
  })
  return {
    goOn,
    async *answer(): AsyncGenerator<StreamPart, void> {
      yield { type: 'start', warnings: [], response: { modelId: 'm' } }
      yield { type: 'text-start', id: '0' }
      yield { type: 'text-delta', id: '0', text: 'One ' }
      await second
      yield { type: 'text-delta', id: '0', text: 'two.' }
      yield { type: 'text-end', id: '0' }
    },
  }
}

/** A real route with a real store, and a network that a test takes away. */
const site = (answer: () => AsyncIterable<StreamPart>) => {
  const store = memoryStreamStore()
  const asked: string[] = []
  let streams = 0
  let cut = new AbortController()
  let work: Promise<void> | undefined
  const state = { online: true, refuses: 0 }
  const serve = async (request: Request): Promise<Response> =>
    request.method === 'POST'
      ? toResumableUIResponse(answer(), {
          store,
          chatId: 'c',
          streamId: `s${++streams}`,
          waitUntil: (done) => {
            work = done
          },
        })
      : resumeUIResponse(request, { store, chatId: 'c' })
  const fetch: typeof globalThis.fetch = async (url, init) => {
    const request = new Request(new URL(String(url), 'https://chat.example'), init)
    asked.push(`${request.method} ${request.headers.get('last-event-id') ?? ''}`.trim())
    if (!state.online || state.refuses-- > 0) throw new TypeError('Failed to fetch')
    const { body, status, headers } = await serve(request)
    return new Response(body?.pipeThrough(new TransformStream(), { signal: cut.signal }) ?? null, { status, headers })
  }
  const lose = (): void => {
    state.online = false
    cut.abort(new TypeError('network error'))
    cut = new AbortController()
  }
  const chat = createChat({ id: 'c', transport: resumableTransport({ fetch, delaysMs: [0, 5] }) })
  const said = (): string[] => chat.snapshot().messages.map(textOf)
  /** Asks, has the first half, and is without a network until the transport has given up. */
  const loseHalf = async (): Promise<void> => {
    const sent = chat.send('Count')
    await expect.poll(said).toEqual(['Count', 'One '])
    lose()
    await sent
    expect(chat.snapshot()).toMatchObject({ status: 'error', error: { code: 'network' } })
    expect(said()).toEqual(['Count', 'One '])
    asked.length = 0
    state.online = true
  }
  return { chat, state, asked, said, loseHalf, lose, ended: () => work }
}

test('an answer that ended while its page had no network is told whole when the page looks for it', async () => {
  const { answer, goOn } = halves()
  const { chat, asked, said, loseHalf, ended } = site(answer)
  await loseHalf()
  goOn()
  await ended()
  expect(await resumeChat(chat)).toBe(true)
  expect(chat.snapshot()).toMatchObject({ status: 'ready', error: undefined })
  expect([said(), asked]).toEqual([['Count', 'One two.'], ['GET s1:0']])
  // What has come whole is not looked for again.
  expect(await resumeChat(chat)).toBe(false)
  expect(asked).toEqual(['GET s1:0', 'GET'])
})

test('one that still comes is told again and goes on, also through the next loss', async () => {
  const { answer, goOn } = halves()
  const { chat, state, asked, said, loseHalf, lose, ended } = site(answer)
  await loseHalf()
  const resumed = resumeChat(chat)
  await expect.poll(() => chat.snapshot().status).toBe('streaming')
  lose()
  expect(await resumed).toBe(true)
  expect(chat.snapshot().status).toBe('error')
  state.online = true
  goOn()
  await ended()
  expect(await resumeChat(chat)).toBe(true)
  expect(said()).toEqual(['Count', 'One two.'])
  expect(asked.filter((one) => one === 'GET s1:0')).toHaveLength(2)
})

test('a network that is said to be back and is not yet is waited for', async () => {
  const { answer, goOn } = halves()
  const { chat, state, asked, said, loseHalf, ended } = site(answer)
  await loseHalf()
  goOn()
  await ended()
  state.refuses = 2
  expect(await resumeChat(chat)).toBe(true)
  expect([said(), asked]).toEqual([
    ['Count', 'One two.'],
    ['GET s1:0', 'GET s1:0', 'GET s1:0'],
  ])
  state.online = false
  await expect(resumeChat(chat)).rejects.toThrow('Failed to fetch')
})

test('a question asked anew is what is looked for from then on', async () => {
  const { answer, goOn } = halves()
  const { chat, asked, said, loseHalf } = site(answer)
  await loseHalf()
  goOn()
  await chat.retry()
  expect(said()).toEqual(['Count', 'One two.'])
  expect(await resumeChat(chat)).toBe(false)
  expect(asked).toEqual(['POST', 'GET'])
})
