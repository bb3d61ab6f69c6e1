import {
  bytesOfBase64,
  isJsonObject,
  type Json,
  type JsonObject,
  maybeNumber,
  maybeObject,
  maybeText,
  objectsOf,
} from '@x/bedrock-core/family'
import { bytesOfHex, bytesOfText, joinedBytes, jsonOr } from './bodies.ts'
import { type CassetteFormat, headersFrom, unreadableExchange } from './draft.ts'

const pairs = (headers: readonly JsonObject[]): (readonly [string, Json | undefined])[] =>
  headers.map((header) => [maybeText(header, 'name') ?? '', header['value']])

/**
 * Everyone keeps a body as one text, in base64 where it is none. Polly keeps a compressed one as a JSON list of its chunks, and
 * until version 5 bytes in hex, which only `_isBinary` tells.
 */
const bodyOf = (content: JsonObject): Uint8Array<ArrayBuffer> => {
  const text = maybeText(content, 'text') ?? ''
  const inBase64 = content['encoding'] === 'base64'
  if (!inBase64 && content['_isBinary'] !== true) return bytesOfText(text)
  const bytesOf = inBase64 ? bytesOfBase64 : bytesOfHex
  const chunks = text.startsWith('[') ? jsonOr(text) : undefined
  return joinedBytes(Array.isArray(chunks) ? chunks.map((chunk: Json) => bytesOf(String(chunk))) : [bytesOf(text)])
}

/** HTTP Archive 1.2, as browsers and proxies export it and as Polly keeps it. */
export const har: CassetteFormat = {
  name: 'HAR',
  fits: (value) => isJsonObject(value) && Array.isArray(maybeObject(value, 'log')?.['entries']),
  read: (value) =>
    objectsOf(isJsonObject(value) ? (maybeObject(value, 'log') ?? {}) : {}, 'entries').map((entry, at) => {
      const request = maybeObject(entry, 'request') ?? {}
      const response = maybeObject(entry, 'response') ?? {}
      const url = maybeText(request, 'url')
      const status = maybeNumber(response, 'status')
      if (url === undefined) throw unreadableExchange('HAR', at, '"request.url"')
      if (status === undefined) throw unreadableExchange('HAR', at, '"response.status"')
      return {
        method: maybeText(request, 'method') ?? 'POST',
        url,
        asked: jsonOr(maybeText(maybeObject(request, 'postData') ?? {}, 'text') ?? ''),
        status,
        headers: headersFrom(pairs(objectsOf(response, 'headers'))),
        body: bodyOf(maybeObject(response, 'content') ?? {}),
      }
    }),
}
