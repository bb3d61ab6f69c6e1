import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve as serveHono } from '@hono/node-server'
import { pipeResponse, toExpressHandler, toFastifyHandler, toNodeListener, type WebHandler } from '@x/bedrock-node'
import express from 'express'
import fastify from 'fastify'
import { Hono } from 'hono'

export interface Serving {
  readonly port: number
  close(): void
}

const portOf = (address: AddressInfo | string | null): number =>
  typeof address === 'object' && address !== null ? address.port : 0

const listening = async (listener: RequestListener): Promise<Serving> => {
  const server = createServer(listener)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    port: portOf(server.address()),
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** Every way to serve a Web handler that we name, each as its users write it. */
export const servers: Readonly<Record<string, (handler: WebHandler) => Promise<Serving>>> = {
  'Node http': (handler) => listening(toNodeListener(handler)),
  'Node http, pipeResponse': (handler) =>
    listening(async (request, response) => {
      const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)])
      await pipeResponse(await handler(new Request(`http://localhost${request.url}`, { headers })), response)
    }),
  'Express 5': (handler) => listening(express().all('/api/chat', toExpressHandler(handler))),
  'Express 5, behind express.json()': (handler) =>
    listening(express().use(express.json()).all('/api/chat', toExpressHandler(handler))),
  async 'Fastify 5'(handler) {
    const app = fastify({ forceCloseConnections: true })
    app.all('/api/chat', toFastifyHandler(handler))
    await app.listen({ port: 0, host: '127.0.0.1' })
    return { port: portOf(app.server.address()), close: () => void app.close() }
  },
  async 'Hono on @hono/node-server'(handler) {
    const app = new Hono().all('/api/chat', (context) => handler(context.req.raw))
    return new Promise((serving) => {
      const server = serveHono({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
        serving({ port, close: () => void server.close() }),
      )
    })
  },
  'Hono on toNodeListener': (handler) => {
    const app = new Hono().all('/api/chat', (context) => handler(context.req.raw))
    return listening(toNodeListener((request) => app.fetch(request)))
  },
}
