import { isJsonObject, type Json, type JsonObject, maybeNumber, maybeText } from '@x/bedrock-core/family'
import { bytesOfHex, bytesOfText, isHex, joinedBytes, jsonOr } from './bodies.ts'
import { type CassetteFormat, headersFrom, unreadableExchange } from './draft.ts'

/** Raw headers are one list of names and values in turn, or an object. */
const headersOf = (definition: JsonObject): Record<string, string> => {
  const raw = definition['rawHeaders'] ?? definition['headers']
  if (isJsonObject(raw)) return headersFrom(Object.entries(raw))
  const flat: readonly Json[] = Array.isArray(raw) ? raw : []
  return headersFrom(flat.flatMap((name, at) => (at % 2 === 0 ? [[String(name), flat[at + 1]] as const] : [])))
}

/** Compressed bodies are a list of chunks in hex, binary ones one text in hex, and JSON is kept parsed. */
const bodyOf = (definition: JsonObject, headers: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> => {
  const { response } = definition
  if (typeof response === 'string')
    return definition['responseIsBinary'] === true ? bytesOfHex(response) : bytesOfText(response)
  const chunks: readonly Json[] = Array.isArray(response) ? response : []
  const inHex = chunks.every((chunk) => typeof chunk === 'string' && isHex(chunk))
  if (
    chunks.length > 0 &&
    inHex &&
    (headers['content-encoding'] !== undefined || definition['responseIsBinary'] === true)
  )
    return joinedBytes(chunks.map((chunk) => bytesOfHex(String(chunk))))
  return response === undefined || response === null ? new Uint8Array(0) : bytesOfText(JSON.stringify(response))
}

/** What nock's recorder gives with `output_objects`, or writes with `nockBack`. */
export const nock: CassetteFormat = {
  name: 'nock',
  fits: (value) =>
    Array.isArray(value) &&
    value.length > 0 &&
    value.every(
      (one: Json) => isJsonObject(one) && typeof one['scope'] === 'string' && typeof one['path'] === 'string',
    ),
  read: (value) =>
    (Array.isArray(value) ? value : []).map((one: Json, at: number) => {
      const definition = isJsonObject(one) ? one : {}
      const status = maybeNumber(definition, 'status')
      const headers = headersOf(definition)
      const asked = definition['body']
      if (status === undefined) throw unreadableExchange('nock', at, '"status"')
      return {
        method: (maybeText(definition, 'method') ?? 'POST').toUpperCase(),
        url: `${maybeText(definition, 'scope')}${maybeText(definition, 'path')}`,
        asked: typeof asked === 'string' ? jsonOr(asked) : asked,
        status,
        headers,
        body: bodyOf(definition, headers),
      }
    }),
}
