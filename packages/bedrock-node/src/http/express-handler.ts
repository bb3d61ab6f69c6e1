import type { IncomingMessage, ServerResponse } from 'node:http'
import type { WebHandler } from './node-listener.ts'
import { loadSrvx } from './srvx.ts'
import { webRequest } from './web-request.ts'

/** What this needs of Express's request. */
export interface ExpressRequest extends IncomingMessage {
  /** What `express.json()` made of the body, if it stands before. */
  readonly body?: unknown
}

/** A handler for Express 4 and 5. */
export type ExpressHandler = (req: ExpressRequest, res: ServerResponse, next: (error?: unknown) => void) => void

/**
 * Serves a Web handler from Express: `app.post('/api/chat', toExpressHandler(handler))`, before or behind `express.json()`. What the handler
 * throws goes to Express's error handlers; a body that fails later cuts the connection. A client that reads slowly slows the
 * answer's source; one that leaves aborts `request.signal` and cancels the body.
 */
export const toExpressHandler = (handler: WebHandler): ExpressHandler => {
  const loading = loadSrvx()
  return (req, res, next) => {
    const answer = async (): Promise<void> => {
      const srvx = await loading
      const response = await handler(webRequest(srvx, req, res, req.body))
      await srvx.sendNodeResponse(res, response).catch(() => res.destroy())
    }
    answer().catch(next)
  }
}
