import type { IncomingMessage, ServerResponse } from 'node:http'
import type { WebHandler } from './node-listener.ts'
import { loadSrvx } from './srvx.ts'
import { webRequest } from './web-request.ts'

/** A handler for Fastify 5, by what it needs of Fastify's request and reply. */
export type FastifyHandler = (
  request: { readonly raw: IncomingMessage; readonly body: unknown },
  reply: { readonly raw: ServerResponse },
) => Promise<Response>

/**
 * Serves a Web handler from Fastify 5: `app.post('/api/chat', toFastifyHandler(handler))`. Fastify sends the response, so that its hooks
 * run; what the handler throws goes to its error handler. A client that reads slowly slows the answer's source; one that
 * leaves aborts `request.signal` and cancels the body.
 */
export const toFastifyHandler = (handler: WebHandler): FastifyHandler => {
  const srvx = loadSrvx()
  return async ({ raw, body }, reply) => handler(webRequest(await srvx, raw, reply.raw, body))
}
