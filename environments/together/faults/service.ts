import { createServer, type Server, type Socket } from 'node:net'
import { converse, type Form } from './forms.ts'

/** What the service does with one request, and by which id it names it. */
export type Behaviour = (socket: Socket, form: Form, id: string) => void

const chunk = (bytes: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')])

const begin = (socket: Socket, id: string, frames: readonly Uint8Array[]): void => {
  socket.write(`HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\nconnection: close\r\nx-amzn-requestid: ${id}\r\n\r\n`)
  for (const frame of frames) socket.write(chunk(frame))
}

const finish = (socket: Socket): void => void socket.end('0\r\n\r\n')

const respond = (socket: Socket, status: number, headers: Readonly<Record<string, string>>, text: string): void => {
  const lines = Object.entries({ ...headers, 'content-length': text.length, connection: 'close' })
  socket.end(`HTTP/1.1 ${status} X\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${text}`)
}

/** Refuses with an HTTP error. */
export const refuse =
  (status: number, name: string, headers: Readonly<Record<string, string>> = {}, message = 'On purpose'): Behaviour =>
  (socket, _form, id) =>
    respond(
      socket,
      status,
      { 'x-amzn-requestid': id, 'x-amzn-errortype': name, ...headers },
      JSON.stringify({ message }),
    )

/** Resets the connection without a word. */
export const reset: Behaviour = (socket) => socket.resetAndDestroy()

/** Closes the connection without a word. */
export const hangUp: Behaviour = (socket) => socket.end()

/** Takes the request and says nothing. */
export const staySilent: Behaviour = () => {}

/** Where a stream breaks: after so many of its groups of frames, the last one without its last frame. */
export const positions = {
  'at once': 0,
  'after the opening': 1,
  'after the first delta': 2,
  'before the end': 3,
  'before the last frame': 4,
} as const
export type Position = keyof typeof positions

export const framesBefore = (position: Position, { opening, said, after, ending }: Form['stream']): Uint8Array[] =>
  [opening, said, after, ending.slice(0, -1)].slice(0, positions[position]).flat()

/** How a stream breaks, given the frame that would have come. */
export type Break = (socket: Socket, next: Uint8Array) => void

export const breaks: Readonly<
  Record<
    'reset' | 'close of the connection' | 'end at a frame border' | 'end inside a frame' | 'flipped byte' | 'silence',
    Break
  >
> = {
  /** Waits, since a reset takes with it what the client has not read yet. */
  reset: (socket) => void setTimeout(() => socket.resetAndDestroy(), 30),
  'close of the connection': (socket) => void socket.end(),
  'end at a frame border': finish,
  'end inside a frame': (socket, next) => {
    socket.write(chunk(next.subarray(0, 20)))
    finish(socket)
  },
  'flipped byte': (socket, next) => {
    const broken = next.slice()
    broken[broken.length - 6] = (broken[broken.length - 6] ?? 0) ^ 1
    socket.write(chunk(broken))
    finish(socket)
  },
  silence: () => {},
}

/** Sends a frame that is no event, and ends. */
export const sendFrame =
  (frame: Uint8Array): Break =>
  (socket) => {
    socket.write(chunk(frame))
    finish(socket)
  }

/** Begins a stream well, and breaks it at a position. */
export const breakStream =
  (position: Position, how: Break): Behaviour =>
  (socket, { stream }, id) => {
    const before = framesBefore(position, stream)
    begin(socket, id, before)
    const all = [stream.opening, stream.said, stream.after, stream.ending].flat()
    how(socket, all[before.length] ?? Uint8Array.of())
  }

/** Begins a whole answer and breaks it off. */
export const breakWhole =
  (how: 'reset' | 'close'): Behaviour =>
  (socket, { whole }, id) => {
    const head = `HTTP/1.1 200 OK\r\nx-amzn-requestid: ${id}\r\ncontent-length: ${whole.length}`
    socket.write(`${head}\r\n\r\n${whole.slice(0, -9)}`)
    setTimeout(() => (how === 'reset' ? socket.resetAndDestroy() : socket.end()), 30)
  }

/** Answers with success and a body that is none. */
export const babble: Behaviour = (socket, _form, id) =>
  respond(socket, 200, { 'x-amzn-requestid': id }, '<html>A proxy</html>')

const answer = (socket: Socket, path: string, { stream, whole }: Form, id: string): void => {
  if (!path.endsWith('-stream')) return respond(socket, 200, { 'x-amzn-requestid': id }, whole)
  begin(socket, id, [stream.opening, stream.said, stream.after, stream.ending].flat())
  finish(socket)
}

export interface Service {
  readonly endpoint: string
  /** When each request came, in milliseconds, and its signature. */
  readonly requests: { readonly at: number; readonly authorization: string }[]
  readonly stop: () => Promise<void>
}

/** A Bedrock below HTTP's manners: misbehaves as told, request by request, and then answers well. Ids are `name`-1, -2 … */
export const startService = async (
  behaviours: readonly Behaviour[],
  form: Form = converse,
  name = 'request',
): Promise<Service> => {
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
      const count = requests.push({ at: performance.now(), authorization })
      const id = `${name}-${count}`
      const behaviour = behaviours[count - 1]
      if (behaviour) behaviour(socket, form, id)
      else answer(socket, path, form, id)
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
