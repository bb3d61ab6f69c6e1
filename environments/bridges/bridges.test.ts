import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { apiKey } from '@x/bedrock-auth'
import { claude } from '@x/bedrock-claude'
import { createBedrock, streamText } from '@x/bedrock-core'
import { encodeFrame } from '@x/bedrock-core/testing'
import { readChatRequest, toUIResponse } from '@x/bedrock-core/ui'
import type { WebHandler } from '@x/bedrock-node'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type Serving, servers } from './servers.ts'

const idle = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

const question = JSON.stringify({
  id: 'c',
  messages: [{ id: 'u', role: 'user', parts: [{ type: 'text', text: 'Hi' }] }],
})

/** A browser's socket that has asked. */
const browserAt = async (port: number): Promise<Socket> => {
  const socket = connect(port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  await once(socket, 'connect')
  const head = ['POST /api/chat HTTP/1.1', 'host: localhost', 'content-type: application/json']
  socket.write(`${head.join('\r\n')}\r\ncontent-length: ${question.length}\r\n\r\n${question}`)
  return socket
}

/** Waits until a count stands still. */
const atRest = (count: () => number): Promise<void> =>
  expect
    .poll(
      async () => {
        const before = count()
        await idle(250)
        return before > 0 && count() === before
      },
      { timeout: 20_000 },
    )
    .toBe(true)

const event = (name: string, payload: object): Uint8Array =>
  encodeFrame(
    { ':message-type': 'event', ':event-type': name, ':content-type': 'application/json' },
    JSON.stringify(payload),
  )

const endless = (response: ServerResponse): void => {
  response.write(event('messageStart', { role: 'assistant' }))
  const delta = event('contentBlockDelta', { contentBlockIndex: 0, delta: { text: 'x'.repeat(1000) } })
  const more = (): void => {
    while (!response.destroyed && response.write(delta));
  }
  response.on('drain', more)
  more()
}

/** A Bedrock that answers as fast as it is read, and tells when the caller left. */
const endlessBedrock = async () => {
  const state = { bytes: 0, left: false }
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream' })
    const count = setInterval(() => {
      state.bytes = response.socket?.bytesWritten ?? state.bytes
    }, 10)
    response.on('close', () => {
      clearInterval(count)
      state.left = true
    })
    endless(response)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { state, endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

describe.each(Object.entries(servers))('%s', (_name, serve) => {
  const served = async (handler: WebHandler): Promise<Serving> => {
    const serving = await serve(handler)
    onTestFinished(() => serving.close())
    return serving
  }

  test('a reader that stalls bounds what is pulled; a client that leaves cancels it', async () => {
    const seen = { pulled: 0, cancelled: 0 }
    const { port } = await served(
      () =>
        new Response(
          new ReadableStream({
            pull: (controller) => {
              seen.pulled++
              controller.enqueue(new Uint8Array(64 * 1024))
            },
            cancel: () => {
              seen.cancelled++
            },
          }),
        ),
    )
    const socket = await browserAt(port)
    socket.pause()
    await atRest(() => seen.pulled)
    expect(seen.pulled).toBeLessThan(256)
    expect(seen.cancelled).toBe(0)
    socket.destroy()
    await expect.poll(() => seen.cancelled, { timeout: 5000 }).toBe(1)
    const then = seen.pulled
    await idle(100)
    expect(seen.pulled).toBe(then)
  })

  test('from the browser’s socket to Bedrock’s: one that stalls stops it, one that leaves closes it', async () => {
    const { state, endpoint } = await endlessBedrock()
    const bedrock = createBedrock({ region: 'us-east-1', auth: apiKey('key'), families: [claude()], endpoint })
    const model = bedrock('us.anthropic.claude-sonnet-4-5-20250929-v1:0', { via: 'converse' })
    const { port } = await served(() => toUIResponse(streamText({ model, prompt: 'Hi' })))
    const socket = await browserAt(port)
    let read = 0
    socket.on('data', (piece) => {
      read += piece.length
    })
    await expect.poll(() => read, { timeout: 20_000 }).toBeGreaterThan(100_000)
    socket.pause()
    await atRest(() => state.bytes)
    expect(state.left).toBe(false)
    socket.destroy()
    await expect.poll(() => state.left, { timeout: 20_000 }).toBe(true)
  })

  test('a client that leaves while the answer is silent cancels it', async () => {
    const seen = { cancelled: 0 }
    const body = (): ReadableStream =>
      new ReadableStream({
        start: (controller) => controller.enqueue(new TextEncoder().encode('first')),
        cancel: () => {
          seen.cancelled++
        },
      })
    const { port } = await served(() => new Response(body(), { headers: { 'content-type': 'text/event-stream' } }))
    const socket = await browserAt(port)
    await once(socket, 'data')
    socket.destroy()
    await expect.poll(() => seen.cancelled, { timeout: 5000 }).toBe(1)
  })
})

const withBodies = Object.entries(servers).filter(([name]) => name !== 'Node http, pipeResponse')

test.each(withBodies)('%s: the request and the response are whole', async (_name, serve) => {
  const serving = await serve(async (request) => {
    const { pathname, search } = new URL(request.url)
    const told = { method: request.method, pathname, search, cookie: request.headers.get('cookie') }
    const { messages } = await readChatRequest(request)
    const headers = new Headers({ 'x-own': '1' })
    headers.append('set-cookie', 'a=1')
    headers.append('set-cookie', 'b=2')
    return Response.json({ ...told, messages }, { status: 201, headers })
  })
  onTestFinished(() => serving.close())
  const response = await fetch(`http://127.0.0.1:${serving.port}/api/chat?a=b%20c`, {
    method: 'POST',
    body: question,
    headers: { 'content-type': 'application/json', cookie: 'x=1; y=2' },
  })
  expect(response.status).toBe(201)
  expect(response.headers.get('x-own')).toBe('1')
  expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
  expect(await response.json()).toMatchObject({
    method: 'POST',
    pathname: '/api/chat',
    search: '?a=b%20c',
    cookie: 'x=1; y=2',
    messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
  })
})
