import type { IncomingMessage, ServerResponse } from 'node:http'
import type { NodeRequest } from 'srvx/node'

/** They described the bytes that a framework has read. */
const described = ['content-length', 'content-encoding', 'transfer-encoding']

const bodyOf = (parsed: unknown): string | Uint8Array<ArrayBuffer> => {
  if (typeof parsed === 'string') return parsed
  return parsed instanceof Uint8Array ? new Uint8Array(parsed) : JSON.stringify(parsed)
}

/** A Web request of Node's. A body that a framework has parsed cannot be read again: it is written anew. */
export const webRequest = (
  srvx: { readonly NodeRequest: typeof NodeRequest },
  req: IncomingMessage,
  res: ServerResponse,
  parsed: unknown,
): Request => {
  const request = new srvx.NodeRequest({ req, res })
  const { url, method, signal } = request
  if (parsed === undefined || parsed === null || method === 'GET' || method === 'HEAD') return request
  const headers = new Headers(request.headers)
  for (const name of described) headers.delete(name)
  return new Request(url, { method, headers, signal, body: bodyOf(parsed) })
}
