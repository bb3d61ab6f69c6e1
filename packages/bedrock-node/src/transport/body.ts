import { BedrockError } from '@x/bedrock-core'

/**
 * Narrows a fetch body to what AWS requests are made of.
 * @throws BedrockError `invalid-argument` for streams, forms and blobs, which a signature cannot cover
 */
export const bodyOf = (body: RequestInit['body']): string | Uint8Array | undefined => {
  if (body === null || body === undefined) return undefined
  if (typeof body === 'string') return body
  if (body instanceof ArrayBuffer) return new Uint8Array(body)
  if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength)
  throw new BedrockError('invalid-argument', 'nodeFetch sends a string or bytes; read other bodies into bytes first.')
}
