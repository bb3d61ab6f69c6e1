import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { encodeFrame } from '@x/bedrock-core/testing'
import { expect, onTestFinished } from 'vitest'

export const idle = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

export const question: string = JSON.stringify({
  id: 'c',
  messages: [{ id: 'u', role: 'user', parts: [{ type: 'text', text: 'Hi' }] }],
})

/** A browser's socket that has asked. */
export const browserAt = async (port: number, headers: Readonly<Record<string, string>>): Promise<Socket> => {
  const socket = connect(port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  await once(socket, 'connect')
  const own = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  const head = ['POST /api/chat HTTP/1.1', 'host: localhost', 'content-type: application/json', ...own]
  socket.write(`${head.join('\r\n')}\r\ncontent-length: ${question.length}\r\n\r\n${question}`)
  return socket
}

/** Waits until a count stands still. */
export const atRest = (count: () => number): Promise<void> =>
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
export const endlessBedrock = async (): Promise<{
  readonly state: { readonly bytes: number; readonly left: boolean }
  readonly endpoint: string
}> => {
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
