import { writeFileSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { createServer as createHttp2Server, createSecureServer } from 'node:http2'
import { createServer, type Server, type Socket } from 'node:net'
import { type Answer, respond } from './answer.ts'
import { selfSigned } from './certificate.ts'

/**
 * A server that only writes prepared bytes, so that what is measured is the client. HTTP/1.1 and HTTP/2 on one port; with a
 * file named, over TLS, its certificate written there.
 */
interface Asked {
  readonly url?: string | undefined
  resume(): { on(event: 'end', listener: () => void): unknown }
}

const serve = (request: Asked, response: Answer): void => {
  request.resume().on('end', () => respond(request.url ?? '', response))
}

/** HTTP/2 takes the bytes it finds buffered in the socket; HTTP/1.1 wants them to flow. */
const byFirstBytes = (): Server => {
  const http = createHttpServer(serve)
  const http2 = createHttp2Server(serve)
  return createServer((socket: Socket) => {
    socket.once('readable', () => {
      const bytes: Buffer | null = socket.read()
      if (bytes === null) return
      socket.unshift(bytes)
      const server = bytes.toString('latin1', 0, 3) === 'PRI' ? http2 : http
      server.emit('connection', socket)
    })
    socket.on('error', () => {})
  })
}

const overTls = (file: string): Server => {
  const { key, cert } = selfSigned()
  writeFileSync(file, cert)
  const secure = createSecureServer(
    {
      key: key.export({ type: 'pkcs8', format: 'pem' }),
      cert,
      allowHTTP1: true,
      // A client that waits for its turn is not hung up on.
      http1Options: { keepAliveTimeout: 60_000 },
    },
    serve,
  )
  // As `http` does by itself: else a short answer waits 40 ms for the client to acknowledge the session tickets.
  return secure.on('secureConnection', (socket) => socket.setNoDelay(true))
}

const [file] = process.argv.slice(2)
const server = file === undefined ? byFirstBytes() : overTls(file)
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object' && address !== null) process.send?.({ port: address.port })
})
process.on('disconnect', () => process.exit())
