import { createServer, type Server, type Socket } from 'node:net'
import { encodeFrame } from '@x/bedrock-core/testing'

/** What the service does with one request. */
export type Behaviour = (socket: Socket) => void

const event = (name: string, payload: object): Uint8Array =>
  encodeFrame(
    { ':message-type': 'event', ':event-type': name, ':content-type': 'application/json' },
    JSON.stringify(payload),
  )

const exceptionFrame = (name: string): Uint8Array =>
  encodeFrame(
    { ':message-type': 'exception', ':exception-type': name, ':content-type': 'application/json' },
    JSON.stringify({ message: 'Failed on purpose' }),
  )

const opening = event('messageStart', { role: 'assistant' })
const said = event('contentBlockDelta', { contentBlockIndex: 0, delta: { text: 'Hello' } })
const rest = [
  event('contentBlockStop', { contentBlockIndex: 0 }),
  event('messageStop', { stopReason: 'end_turn' }),
  event('metadata', { usage: { inputTokens: 3, outputTokens: 2, totalTokens: 5 }, metrics: { latencyMs: 1 } }),
]

const chunk = (bytes: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')])

const streaming = (socket: Socket, ...frames: readonly Uint8Array[]): void => {
  socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\nx-amzn-requestid: streamed\r\n\r\n')
  for (const frame of frames) socket.write(chunk(frame))
}

const respond = (socket: Socket, status: number, headers: Readonly<Record<string, string>>, body: object): void => {
  const text = JSON.stringify(body)
  const lines = Object.entries({ ...headers, 'content-length': text.length, connection: 'close' })
  socket.end(`HTTP/1.1 ${status} X\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${text}`)
}

/** Refuses with an HTTP error. */
export const refuse =
  (status: number, name: string, headers: Readonly<Record<string, string>> = {}): Behaviour =>
  (socket) =>
    respond(socket, status, { 'x-amzn-errortype': name, ...headers }, { message: 'Failed on purpose' })

/** Closes the connection without a word. */
export const hangUp: Behaviour = (socket) => socket.resetAndDestroy()

/** Takes the request and says nothing. */
export const staySilent: Behaviour = () => {}

/** Begins a stream, hands out as much as asked, and then does the worst. */
export const breakStream =
  (position: 'at once' | 'after messageStart' | 'after the first delta', worst: string): Behaviour =>
  (socket) => {
    const frames = { 'at once': [], 'after messageStart': [opening], 'after the first delta': [opening, said] }
    streaming(socket, ...frames[position])
    // Two pieces of the network, so that what came first has been read when the worst comes.
    setTimeout(() => {
      if (worst === 'reset') return void socket.resetAndDestroy()
      if (worst === 'stall') return
      if (worst === 'half a frame') socket.write(chunk(said.subarray(0, 20)))
      else if (worst !== 'end') socket.write(chunk(exceptionFrame(worst)))
      socket.end('0\r\n\r\n')
    }, 30)
  }

/** Begins a whole answer and breaks it off. */
export const breakWhole: Behaviour = (socket) => {
  socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{"output":')
  setTimeout(() => socket.resetAndDestroy(), 30)
}

/** Answers as Converse does, streamed where the path asks for it. */
const answer = (socket: Socket, path: string): void => {
  if (path.endsWith('-stream')) {
    streaming(socket, opening, said, ...rest)
    socket.end('0\r\n\r\n')
    return
  }
  const message = { role: 'assistant', content: [{ text: 'Hello' }] }
  const usage = { inputTokens: 3, outputTokens: 2, totalTokens: 5 }
  respond(socket, 200, {}, { output: { message }, stopReason: 'end_turn', usage, metrics: { latencyMs: 1 } })
}

export interface FailingService {
  readonly endpoint: string
  /** When each request came, in milliseconds, and its signature. */
  readonly requests: { readonly at: number; readonly authorization: string }[]
  readonly stop: () => Promise<void>
}

/** A Bedrock below HTTP's manners: misbehaves as told, request by request, and then answers well. */
export const startFailingService = async (behaviours: readonly Behaviour[]): Promise<FailingService> => {
  const requests: { at: number; authorization: string }[] = []
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    let head = ''
    socket.on('data', (bytes) => {
      head += bytes.toString('latin1')
      const [path] = /\/model\/\S+/.exec(head) ?? []
      if (path === undefined || !head.includes('\r\n\r\n')) return
      const [, authorization = ''] = /\r\nauthorization: (.*)\r\n/i.exec(head) ?? []
      head = ''
      const behaviour = behaviours[requests.push({ at: performance.now(), authorization }) - 1]
      if (behaviour) behaviour(socket)
      else answer(socket, path)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const stop = (): Promise<void> => {
    for (const socket of sockets) socket.destroy()
    return new Promise((resolve) => server.close(() => resolve()))
  }
  return { endpoint: `http://127.0.0.1:${port}`, requests, stop }
}
