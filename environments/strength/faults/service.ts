import { createServer, type Socket } from 'node:net'

/** One answer, below HTTP's manners. */
export interface Answering {
  /** The status line and headers of an event stream, or of JSON; further writes are chunks of the body. */
  readonly begin: (type?: 'json') => void
  readonly write: (bytes: Uint8Array) => void
  /** The last chunk: the body is whole as far as HTTP knows. */
  readonly end: () => void
  /** A TCP reset. */
  readonly reset: () => void
  /** Says no more and listens on: FIN without the last chunk. */
  readonly halfClose: () => void
  /** Bytes as they are, such as a whole answer of one's own. */
  readonly raw: (text: string) => void
  /** When the client has left. */
  readonly gone: () => Promise<void>
  /** Until what was written is out; at once where nothing waits. */
  readonly drained: () => Promise<void>
}

export type Script = (answer: Answering) => unknown

/** The header that says which script answers. */
const scriptHeader = 'x-script'

const answeringOn = (socket: Socket, ended: () => void): Answering => ({
  begin: (type) =>
    socket.write(
      `HTTP/1.1 200 OK\r\ncontent-type: application/${type ?? 'vnd.amazon.eventstream'}\r\ntransfer-encoding: chunked\r\n\r\n`,
    ),
  write: (bytes) =>
    bytes.length > 0 &&
    socket.write(Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')])),
  end: () => {
    socket.write('0\r\n\r\n')
    ended()
  },
  reset: () => socket.resetAndDestroy(),
  halfClose: () => socket.end(),
  raw: (text) => {
    socket.write(text)
    ended()
  },
  gone: () => new Promise((resolve) => (socket.destroyed ? resolve() : socket.once('close', () => resolve()))),
  drained: () =>
    new Promise((resolve) => {
      if (!socket.writableNeedDrain || socket.destroyed) return resolve()
      const done = (): void => {
        socket.off('drain', done)
        socket.off('close', done)
        resolve()
      }
      socket.once('drain', done)
      socket.once('close', done)
    }),
})

export interface Service {
  readonly endpoint: string
  /** Connections that are open now. */
  readonly open: () => number
  /** Those of them whose answer has not ended. */
  readonly busy: () => number
  /** Has a request with these headers answered by that script. */
  readonly headersFor: (script: Script) => Readonly<Record<string, string>>
  readonly stop: () => Promise<void>
}

/** A service that answers each request as its script says, over plain sockets. */
export const startService = async (): Promise<Service> => {
  const scripts: Script[] = []
  const sockets = new Set<Socket>()
  const busy = new Set<Socket>()
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      sockets.delete(socket)
      busy.delete(socket)
    })
    socket.on('end', () => socket.end())
    let request = ''
    socket.on('data', (bytes) => {
      request += bytes.toString('latin1')
      const end = request.indexOf('\r\n\r\n')
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(request)?.[1] ?? 0)
      if (end === -1 || request.length < end + 4 + length) return
      const script = scripts[Number(new RegExp(`\\r\\n${scriptHeader}: (\\d+)`, 'i').exec(request)?.[1])]
      request = ''
      if (script === undefined) return void socket.resetAndDestroy()
      busy.add(socket)
      script(answeringOn(socket, () => busy.delete(socket)))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    endpoint: `http://127.0.0.1:${port}`,
    open: () => sockets.size,
    busy: () => busy.size,
    headersFor: (script) => ({ [scriptHeader]: String(scripts.push(script) - 1) }),
    stop: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
