import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { connect, type Socket } from 'node:net'
import { apiKey } from '@x/bedrock-auth'
import { claude } from '@x/bedrock-claude'
import { createBedrock, streamText } from '@x/bedrock-core'
import { encodeFrame } from '@x/bedrock-core/testing'
import { toUIResponse } from '@x/bedrock-core/ui'
import { serve } from 'srvx'
import { expect, onTestFinished, test } from 'vitest'

/** From the browser's socket through our server to Bedrock's socket, all of them real. */

const event = (name: string, payload: object): Uint8Array =>
  encodeFrame(
    { ':message-type': 'event', ':event-type': name, ':content-type': 'application/json' },
    JSON.stringify(payload),
  )

const portOf = (address: unknown): number =>
  typeof address === 'object' && address !== null && 'port' in address ? Number(address.port) : 0

/** A Bedrock that answers as fast as it is read; counts what its socket took, and tells when the client left. */
const bedrockThat = async (answer: (response: ServerResponse) => void) => {
  const state = { bytes: 0, left: false }
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream' })
    response.on('close', () => {
      state.left = true
      state.bytes = response.socket?.bytesWritten ?? state.bytes
    })
    answer(response)
  })
  server.on('connection', (socket) => {
    const count = setInterval(() => {
      state.bytes = socket.bytesWritten
    }, 10)
    socket.on('close', () => clearInterval(count))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { state, endpoint: `http://127.0.0.1:${portOf(server.address())}` }
}

const endless = (response: ServerResponse): void => {
  response.write(event('messageStart', { role: 'assistant' }))
  const delta = event('contentBlockDelta', { contentBlockIndex: 0, delta: { text: 'x'.repeat(1000) } })
  const more = (): void => {
    while (!response.destroyed && response.write(delta));
  }
  response.on('drain', more)
  more()
}

/** Our server before that Bedrock, and a browser's socket that has asked it. */
const browserAt = async (endpoint: string, heartbeatMs = 15_000): Promise<Socket> => {
  const bedrock = createBedrock({ region: 'us-east-1', auth: apiKey('key'), families: [claude()], endpoint })
  const server = serve({
    port: 0,
    hostname: '127.0.0.1',
    silent: true,
    fetch: (request) =>
      toUIResponse(
        streamText({
          model: bedrock('us.anthropic.claude-sonnet-4-5-20250929-v1:0', { via: 'converse' }),
          prompt: 'Hi',
          signal: request.signal,
        }),
        { heartbeatMs },
      ),
  })
  await server.ready()
  onTestFinished(() => server.close(true))
  const socket = connect(Number(new URL(server.url ?? '').port), '127.0.0.1')
  onTestFinished(() => {
    socket.destroy()
  })
  await once(socket, 'connect')
  socket.write('GET / HTTP/1.1\r\nhost: localhost\r\n\r\n')
  return socket
}

const idle = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

test('a browser that stops reading stops Bedrock; one that reads on gets on; one that leaves ends the call', async () => {
  const { state, endpoint } = await bedrockThat(endless)
  const socket = await browserAt(endpoint)
  let read = 0
  socket.on('data', (piece) => {
    read += piece.length
  })
  await expect.poll(() => read).toBeGreaterThan(100_000)
  socket.pause()
  // What buffers of both sockets and of the streams between them hold is taken, and no more.
  await expect
    .poll(
      async () => {
        const before = state.bytes
        await idle(300)
        return state.bytes - before
      },
      { timeout: 20_000 },
    )
    .toBe(0)
  const stalled = state.bytes
  expect(state.left).toBe(false)
  socket.resume()
  await expect.poll(() => state.bytes, { timeout: 20_000 }).toBeGreaterThan(stalled + 1_000_000)
  socket.destroy()
  await expect.poll(() => state.left, { timeout: 20_000 }).toBe(true)
})

test('while Bedrock is silent the browser’s socket hears comments, and a browser that leaves then ends the call', async () => {
  const { state, endpoint } = await bedrockThat(
    (response) => void response.write(event('messageStart', { role: 'assistant' })),
  )
  const socket = await browserAt(endpoint, 20)
  let heard = ''
  socket.on('data', (piece) => {
    heard += piece.toString()
  })
  await expect.poll(() => heard.match(/: keep-alive\n\n/g)?.length ?? 0).toBeGreaterThan(2)
  socket.destroy()
  await expect.poll(() => state.left, { timeout: 20_000 }).toBe(true)
})
