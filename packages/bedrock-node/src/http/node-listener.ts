import type { RequestListener } from 'node:http'
import { loadSrvx } from './srvx.ts'

/** Answers one Web request. */
export type WebHandler = (request: Request) => Response | Promise<Response>

export interface NodeListenerOptions {
  /** Told of what the handler threw; a body that fails later cuts the connection. The client learns no words of either. */
  readonly onError?: (error: unknown) => void
}

const failed = (): Response => Response.json({ error: 'The server failed to answer.' }, { status: 500 })

/**
 * Serves a Web handler from Node's `http`: `createServer(toNodeListener(handler))`. A client that reads slowly slows the
 * answer's source; a client that leaves aborts `request.signal` and cancels the answer's body.
 */
export const toNodeListener = (handler: WebHandler, options: NodeListenerOptions = {}): RequestListener => {
  const answer = async (request: Request): Promise<Response> => {
    try {
      return await handler(request)
    } catch (error) {
      options.onError?.(error)
      return failed()
    }
  }
  const srvx = loadSrvx()
  return (req, res) => {
    const serve = async (): Promise<void> => {
      const { NodeRequest, sendNodeResponse } = await srvx
      await sendNodeResponse(res, await answer(new NodeRequest({ req, res })))
    }
    serve().catch((error: unknown) => {
      options.onError?.(error)
      res.destroy()
    })
  }
}
