import { createServer, type Socket } from 'node:net'
import { sigv4 } from '@x/bedrock-auth'
import { claude } from '@x/bedrock-claude'
import { BedrockError, createBedrock, streamText } from '@x/bedrock-core'
import { encodeFrame } from '@x/bedrock-core/testing'
import { nodeFetch } from '@x/bedrock-node'
import { describe, expect, it, vi } from 'vitest'

const event = (name: string, payload: object): Buffer =>
  Buffer.from(
    encodeFrame(
      { ':message-type': 'event', ':event-type': name, ':content-type': 'application/json' },
      JSON.stringify(payload),
    ),
  )
const delta = (text: string): Buffer => event('contentBlockDelta', { contentBlockIndex: 0, delta: { text } })

/** A server below HTTP's manners: it answers with what a test writes, and tells when the client has left. */
const serve = async (answer: (write: (bytes: Buffer) => void, socket: Socket) => void) => {
  const closed = vi.fn()
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => {
      socket.on('close', closed)
      socket.write(
        'HTTP/1.1 200 OK\r\ncontent-type: application/vnd.amazon.eventstream\r\ntransfer-encoding: chunked\r\n\r\n',
      )
      answer(
        (bytes) =>
          socket.write(Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')])),
        socket,
      )
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { endpoint: `http://127.0.0.1:${port}`, closed, stop: () => new Promise((resolve) => server.close(resolve)) }
}

const transports = [
  ['the platform’s fetch', () => undefined],
  ['bedrock-node’s transport', () => nodeFetch()],
] as const

describe.each(transports)('over real sockets, %s', (_, transport) => {
  const ask = (endpoint: string, signal?: AbortSignal) => {
    const fetch = transport()
    const bedrock = createBedrock({
      region: 'us-east-1',
      auth: sigv4({ accessKeyId: 'AKID', secretAccessKey: 'secret' }),
      families: [claude()],
      endpoint,
      ...(fetch === undefined ? {} : { fetch }),
    })
    const stream = streamText({
      model: bedrock('us.anthropic.claude-sonnet-4-5-20250929-v1:0', { via: 'converse' }),
      prompt: 'Hi',
      ...(signal === undefined ? {} : { signal }),
    })
    return { stream, close: async () => fetch?.close() }
  }
  const failureOf = async (endpoint: string): Promise<{ error: unknown; text: string }> => {
    const { stream, close } = ask(endpoint)
    let text = ''
    try {
      for await (const piece of stream.textStream) text += piece
    } catch (error) {
      return { error, text }
    } finally {
      await close()
    }
    throw new Error('nothing was thrown')
  }

  it('closes the socket when the loop is left', async () => {
    const server = await serve((write) => write(delta('one')))
    const { stream, close } = ask(server.endpoint)
    for await (const text of stream.textStream) {
      expect(text).toBe('one')
      break
    }
    await vi.waitFor(() => expect(server.closed).toHaveBeenCalledTimes(1))
    await close()
    await server.stop()
  })

  it('closes the socket on abort, while it waits', async () => {
    const server = await serve((write) => write(delta('one')))
    const controller = new AbortController()
    const { stream, close } = ask(server.endpoint, controller.signal)
    setTimeout(() => controller.abort(), 50)
    await expect(stream.result).rejects.toMatchObject({ code: 'aborted', partial: { text: 'one' } })
    await vi.waitFor(() => expect(server.closed).toHaveBeenCalledTimes(1))
    await close()
    await server.stop()
  })

  it.each<[string, (write: (bytes: Buffer) => void, socket: Socket) => void]>([
    ['a reset', (_write, socket) => setTimeout(() => socket.resetAndDestroy(), 30)],
    ['a close without the last chunk', (_write, socket) => setTimeout(() => socket.destroy(), 30)],
    ['a clean end without the last event', (_write, socket) => socket.end('0\r\n\r\n')],
    [
      'an end inside a frame',
      (write, socket) => {
        write(delta('x').subarray(0, 20))
        socket.end('0\r\n\r\n')
      },
    ],
  ])('calls %s truncated, and keeps the text', async (_name, end) => {
    const server = await serve((write, socket) => {
      write(Buffer.concat([delta('one '), delta('two')]))
      end(write, socket)
    })
    const { error, text } = await failureOf(server.endpoint)
    expect(BedrockError.is(error, 'truncated') && error.partial).toMatchObject({ text: 'one two' })
    expect(text).toBe('one two')
    await server.stop()
  })

  it('calls a flipped byte corrupt, and keeps the text', async () => {
    const server = await serve((write, socket) => {
      const damaged = delta('two')
      damaged[damaged.length - 10] = (damaged[damaged.length - 10] ?? 0) ^ 1
      write(Buffer.concat([delta('one '), damaged]))
      socket.end('0\r\n\r\n')
    })
    const { error, text } = await failureOf(server.endpoint)
    expect(BedrockError.is(error, 'corrupt') && error.partial).toMatchObject({ text: 'one ' })
    expect(text).toBe('one ')
    await server.stop()
  })

  it('lets the server wait while nobody reads', async () => {
    let written = 0
    const large = delta('x'.repeat(60_000))
    const server = await serve((write, socket) => {
      const more = (): void => {
        while (!socket.destroyed && written < 500) {
          written += 1
          write(large)
          if (socket.writableNeedDrain) return void socket.once('drain', more)
        }
      }
      more()
    })
    const { stream, close } = ask(server.endpoint)
    const reader = stream.textStream[Symbol.asyncIterator]()
    await reader.next()
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(written).toBeLessThan(250)
    await reader.return?.()
    await vi.waitFor(() => expect(server.closed).toHaveBeenCalled())
    await close()
    await server.stop()
  })
})
