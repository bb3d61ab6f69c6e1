import { createServer, type Server as HttpServer } from 'node:http'
import { createServer as createHttp2Server, type Http2Server } from 'node:http2'
import { createServer as createNetServer, type Server, type Socket } from 'node:net'
import type { NodeHandler } from './bridge.ts'

/** How every HTTP/2 connection without TLS begins (RFC 9113, 3.4). No HTTP/1 method does. */
const preface = Buffer.from('PRI')

const pick = (socket: Socket, http: HttpServer, http2: Http2Server): void => {
  let head: Buffer = Buffer.alloc(0)
  const onReadable = (): void => {
    const more: Buffer | null = socket.read()
    if (more === null) return
    // Put back only when decided: what is put back is read again at once.
    head = Buffer.concat([head, more])
    const seen = head.subarray(0, preface.length)
    if (seen.length < preface.length && preface.subarray(0, seen.length).equals(seen)) return
    socket.off('readable', onReadable)
    socket.unshift(head)
    const chosen = seen.equals(preface) ? http2 : http
    chosen.emit('connection', socket)
  }
  socket.on('readable', onReadable)
  socket.on('error', () => socket.destroy())
}

/** HTTP/1.1 and HTTP/2 without TLS on one port, told apart by the first three bytes: the AWS SDK speaks HTTP/2 by default. */
export const createOnePortServer = (handler: NodeHandler): { server: Server; closeAll: () => void } => {
  // Nothing here may end a slow answer: a local model thinks as long as it likes.
  const http = createServer({ requestTimeout: 0, headersTimeout: 60_000, keepAliveTimeout: 5_000 }, handler)
  const http2 = createHttp2Server(handler)
  const sockets = new Set<Socket>()
  const server = createNetServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    pick(socket, http, http2)
  })
  http2.on('sessionError', () => undefined)
  const closeAll = (): void => {
    for (const socket of sockets) socket.destroy()
  }
  return { server, closeAll }
}
