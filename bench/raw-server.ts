import { createServer as createHttpServer } from 'node:http'
import { createServer as createHttp2Server } from 'node:http2'
import { createServer, type Socket } from 'node:net'
import { encodeFrame } from '@x/bedrock-core/testing'

/**
 * A server that only writes prepared bytes, so that what is measured is the client. HTTP/1.1 and HTTP/2 on one port.
 * The query of the model id says how: `bench.d20000.w16384` is 20,000 deltas in writes of 16,384 bytes; `w0` is one write
 * per frame.
 */
const padding = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
const word = 'A word. '

const frame = (type: string, payload: object, index: number): Uint8Array =>
  encodeFrame(
    { ':event-type': type, ':content-type': 'application/json', ':message-type': 'event' },
    JSON.stringify({ ...payload, p: padding.slice(0, index % padding.length) }),
  )

const wrapped = (event: object, index: number): Uint8Array =>
  frame('chunk', { bytes: Buffer.from(JSON.stringify(event)).toString('base64') }, index)

const many = (count: number, make: (index: number) => Uint8Array): Uint8Array[] =>
  Array.from({ length: count }, (_, index) => make(index))

const converseFrames = (deltas: number): Uint8Array[] => [
  frame('messageStart', { role: 'assistant' }, 1),
  ...many(deltas, (index) => frame('contentBlockDelta', { contentBlockIndex: 0, delta: { text: word } }, index)),
  frame('contentBlockStop', { contentBlockIndex: 0 }, 2),
  frame('messageStop', { stopReason: 'end_turn' }, 3),
  frame(
    'metadata',
    { usage: { inputTokens: 9, outputTokens: deltas, totalTokens: deltas + 9 }, metrics: { latencyMs: 1 } },
    4,
  ),
]

const messagesFrames = (deltas: number): Uint8Array[] => [
  wrapped(
    {
      type: 'message_start',
      message: {
        id: 'msg_bdrk_1',
        model: 'bench',
        role: 'assistant',
        content: [],
        usage: { input_tokens: 9, output_tokens: 1 },
      },
    },
    1,
  ),
  wrapped({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } }, 2),
  ...many(deltas, (index) =>
    wrapped({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: word } }, index),
  ),
  wrapped({ type: 'content_block_stop', index: 0 }, 3),
  wrapped({ type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: deltas } }, 4),
  wrapped(
    {
      type: 'message_stop',
      'amazon-bedrock-invocationMetrics': {
        inputTokenCount: 9,
        outputTokenCount: deltas,
        invocationLatency: 1,
        firstByteLatency: 1,
      },
    },
    5,
  ),
]

const inWrites = (frames: readonly Uint8Array[], size: number): Uint8Array[] => {
  if (size === 0) return [...frames]
  const bytes = Buffer.concat(frames)
  return many(Math.ceil(bytes.length / size), (index) => bytes.subarray(index * size, (index + 1) * size))
}

const prepared = new Map<string, Uint8Array[]>()

const writesFor = (path: string): Uint8Array[] => {
  const known = prepared.get(path)
  if (known) return known
  const [, deltas = '1', size = '0'] = /\.d(\d+)\.w(\d+)/.exec(path) ?? []
  const frames = path.endsWith('/converse-stream') ? converseFrames(Number(deltas)) : messagesFrames(Number(deltas))
  const writes = inWrites(frames, Number(size))
  prepared.set(path, writes)
  return writes
}

interface Answer {
  writeHead(status: number, headers: Record<string, string>): unknown
  write(chunk: Uint8Array): boolean
  end(): unknown
  once(event: 'drain', listener: () => void): unknown
}

const answer = async (path: string, response: Answer): Promise<void> => {
  const writes = writesFor(path)
  response.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream', 'x-amzn-requestid': 'bench' })
  for (const chunk of writes)
    if (!response.write(chunk)) await new Promise<void>((resolve) => response.once('drain', () => resolve()))
  response.end()
}

const http = createHttpServer((request, response) => {
  request.resume().on('end', () => void answer(request.url ?? '', response))
})
const http2 = createHttp2Server((request, response) => {
  request.resume().on('end', () => void answer(request.url, response))
})

/** HTTP/2 takes the bytes it finds buffered in the socket; HTTP/1.1 wants them to flow. */
const byFirstBytes = (socket: Socket): void => {
  socket.once('readable', () => {
    const bytes: Buffer | null = socket.read()
    if (bytes === null) return
    socket.unshift(bytes)
    const server = bytes.toString('latin1', 0, 3) === 'PRI' ? http2 : http
    server.emit('connection', socket)
  })
}

const server = createServer(byFirstBytes).listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object' && address !== null) process.send?.({ port: address.port })
})
process.on('disconnect', () => process.exit())
