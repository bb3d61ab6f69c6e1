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
import { bytesOfText, jsonOr } from './bodies.ts'
import { type CassetteFormat, headersFrom, unreadableExchange } from './draft.ts'

const listOf = (value: Json): readonly JsonObject[] => {
  if (!isJsonObject(value)) return []
  return objectsOf(value, Array.isArray(value['interactions']) ? 'interactions' : 'http_interactions')
}

/** A body is text, bytes (which YAML's reader gives as base64 here), or an object around them: Ruby's and Python's recorders differ. */
const bodyOf = (body: Json | undefined): Uint8Array<ArrayBuffer> | undefined => {
  if (typeof body === 'string') return bytesOfText(body)
  if (!isJsonObject(body)) return undefined
  const base64 = maybeText(body, 'base64_string') ?? maybeText(body, binaryKey)
  return base64 === undefined ? bodyOf(body['string']) : bytesOfBase64(base64.replace(/\s+/g, ''))
}

/** Where `!!binary` of YAML is put when it becomes JSON. */
export const binaryKey = '!!binary'

/** VCR: Python's `interactions` and Ruby's `http_interactions`, as YAML or JSON. */
export const vcr: CassetteFormat = {
  name: 'VCR',
  fits: (value) =>
    isJsonObject(value) && (Array.isArray(value['interactions']) || Array.isArray(value['http_interactions'])),
  read: (value) =>
    listOf(value).map((exchange, at) => {
      const request = maybeObject(exchange, 'request') ?? {}
      const response = maybeObject(exchange, 'response') ?? {}
      const url = maybeText(request, 'uri')
      const status = maybeNumber(maybeObject(response, 'status') ?? {}, 'code') ?? maybeNumber(response, 'status_code')
      const asked = bodyOf(request['body'])
      if (url === undefined) throw unreadableExchange('VCR', at, '"request.uri"')
      if (status === undefined) throw unreadableExchange('VCR', at, '"response.status.code"')
      return {
        method: (maybeText(request, 'method') ?? 'POST').toUpperCase(),
        url,
        asked: asked === undefined ? undefined : jsonOr(new TextDecoder().decode(asked)),
        status,
        headers: headersFrom(Object.entries(maybeObject(response, 'headers') ?? {})),
        body: bodyOf(response['body'] ?? response['content']) ?? new Uint8Array(0),
      }
    }),
}
