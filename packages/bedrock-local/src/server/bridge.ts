import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { constants, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2'
import { ConnectionReset } from '../faults/layers.ts'

/** A handler for Node's HTTP/1 and HTTP/2 servers alike. */
export type NodeHandler = (
  request: IncomingMessage | Http2ServerRequest,
  response: ServerResponse | Http2ServerResponse,
) => void

/*
 * Written by hand, not taken from a library: a broken answer must break the connection, here and for both protocols, where the
 * bridges there are end it as if it were whole.
 */

const toRequest = async (incoming: IncomingMessage | Http2ServerRequest, signal: AbortSignal): Promise<Request> => {
  const headers = new Headers()
  for (let at = 0; at < incoming.rawHeaders.length; at += 2) {
    const name = incoming.rawHeaders[at] ?? ''
    if (!name.startsWith(':')) headers.append(name, incoming.rawHeaders[at + 1] ?? '')
  }
  const authority = incoming.headers[':authority']
  const host = (typeof authority === 'string' ? authority : undefined) ?? incoming.headers.host ?? 'localhost'
  if (!headers.has('host')) headers.set('host', host)
  const chunks: Uint8Array[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const method = incoming.method ?? 'GET'
  const hasBody = method !== 'GET' && method !== 'HEAD'
  return new Request(`http://${host}${incoming.url ?? '/'}`, {
    method,
    headers,
    signal,
    ...(hasBody ? { body: Buffer.concat(chunks) } : {}),
  })
}

/** Promise.withResolvers, which Node 20 lacks. */
const defer = (): { promise: Promise<void>; resolve: () => void } => {
  let resolve = (): void => undefined
  const promise = new Promise<void>((fulfil) => {
    resolve = fulfil
  })
  return { promise, resolve }
}

/**
 * HTTP/1.1 can be broken by a TCP reset, as a network does it. Of HTTP/2 the stream is reset: to the AWS SDK a session that is
 * merely gone looks like the end of the answer.
 */
const breakOff = (outgoing: ServerResponse | Http2ServerResponse, error: unknown): void => {
  if ('stream' in outgoing) outgoing.stream.close(constants.NGHTTP2_INTERNAL_ERROR)
  else if (error instanceof ConnectionReset && outgoing.socket) outgoing.socket.resetAndDestroy()
  else outgoing.destroy()
}

const write = async (
  response: Response,
  outgoing: ServerResponse | Http2ServerResponse,
  gone: AbortSignal,
): Promise<void> => {
  outgoing.statusCode = response.status
  for (const [name, value] of response.headers) outgoing.setHeader(name, value)
  const sink: { write: (chunk: Uint8Array, written: () => void) => boolean } = outgoing
  const reader = response.body?.getReader()
  if (reader === undefined) return void outgoing.end()
  gone.addEventListener('abort', () => void reader.cancel().catch(() => undefined))
  let flushed: Promise<void> = Promise.resolve()
  for (;;) {
    const { done, value } = await reader.read().catch(async (error: unknown) => {
      // What was said before the break must arrive: destroying a socket throws away what it still holds.
      await flushed
      throw error
    })
    if (gone.aborted) return
    if (done) return void outgoing.end()
    const { promise, resolve } = defer()
    flushed = promise
    if (!sink.write(value, resolve)) await once(outgoing, 'drain', { signal: gone })
  }
}

/** Serves a `fetch` with Node's servers: backpressure, the caller leaving and broken answers all reach the socket. */
export const toNodeHandler =
  (fetch: (request: Request) => Promise<Response>): NodeHandler =>
  (incoming, outgoing) => {
    const gone = new AbortController()
    outgoing.on('close', () => gone.abort())
    outgoing.on('error', () => gone.abort())
    toRequest(incoming, gone.signal)
      .then(fetch)
      .then((response) => write(response, outgoing, gone.signal))
      .catch((error: unknown) => breakOff(outgoing, error))
  }
