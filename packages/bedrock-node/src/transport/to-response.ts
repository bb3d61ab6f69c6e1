import type { Response as UndiciResponse } from 'undici'

/** The platform's own Response, so that its types and `instanceof` hold; the body's stream goes through untouched. */
export const toResponse = (response: UndiciResponse): Response => {
  const { body, status, statusText } = response
  // undici types its streams by `node:stream/web`, whose classes are the globals at run time.
  if (body !== null && !(body instanceof ReadableStream)) throw new TypeError('undici answered with a foreign stream.')
  return new Response(body, { status, statusText, headers: [...response.headers] })
}
