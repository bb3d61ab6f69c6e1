import { bytesOfBase64, isJsonObject, type Json, maybeNumber, maybeObject, maybeText } from '@x/bedrock-core/family'
import { bytesOfText } from './bodies.ts'
import { type CassetteFormat, headersFrom, unreadableExchange } from './draft.ts'

/**
 * Our own format, one exchange a line: `method`, `url` (or `model` and `operation`), `request.body`, `response.status`,
 * `response.headers`, and the bytes as text in `response.body` or in base64 in `response.bodyBase64`.
 */
export const jsonl: CassetteFormat = {
  name: 'JSONL',
  fits: (value) =>
    Array.isArray(value) &&
    value.every((line: Json) => isJsonObject(line) && maybeObject(line, 'response') !== undefined),
  read: (value) =>
    (Array.isArray(value) ? value : []).map((line: Json, at: number) => {
      const exchange = isJsonObject(line) ? line : {}
      const response = maybeObject(exchange, 'response') ?? {}
      const [model, operation] = [maybeText(exchange, 'model'), maybeText(exchange, 'operation')]
      const path =
        model === undefined || operation === undefined ? undefined : `/model/${encodeURIComponent(model)}/${operation}`
      const url = path ?? maybeText(exchange, 'url')
      const status = maybeNumber(response, 'status')
      const text = maybeText(response, 'body')
      const base64 = maybeText(response, 'bodyBase64')
      if (url === undefined) throw unreadableExchange('JSONL', at, '"url", nor "model" and "operation"')
      if (status === undefined) throw unreadableExchange('JSONL', at, '"response.status"')
      if (text === undefined && base64 === undefined)
        throw unreadableExchange('JSONL', at, '"response.body" or "response.bodyBase64"')
      const asked = maybeObject(exchange, 'request')?.['body']
      return {
        method: maybeText(exchange, 'method') ?? 'POST',
        url,
        asked: asked === null ? undefined : asked,
        status,
        headers: headersFrom(Object.entries(maybeObject(response, 'headers') ?? {})),
        body: text === undefined ? bytesOfBase64(base64 ?? '') : bytesOfText(text),
      }
    }),
}
