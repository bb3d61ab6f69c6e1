import { isJsonObject, parseJson } from '@x/bedrock-core/family'
import { framesOf } from './frames.ts'
import type { Exchange, Recording } from './recording.ts'
import { shownHeaders, shownUrl } from './redact.ts'
import type { WireExchange, WireUsage, WireView } from './wire-view.ts'

const mostCharacters = 100_000

/** Long strings, such as an attachment's base64, in a few words. */
const shortened = (_key: string, value: unknown): unknown =>
  typeof value === 'string' && value.length > 4_000
    ? `${value.slice(0, 1_000)}… (${value.length.toLocaleString('en')} characters)`
    : value

const laidOut = (text: string): string => {
  const value = parseJson(text, null)
  const json = isJsonObject(value) ? JSON.stringify(value, shortened, 2) : text
  return json.length > mostCharacters ? `${json.slice(0, mostCharacters)}…` : json
}

const textOf = (chunks: readonly { readonly bytes: Uint8Array }[]): string =>
  Buffer.concat(chunks.map(({ bytes }) => bytes)).toString()

const usageOf = ({ usage }: Exchange): readonly WireUsage[] =>
  (usage?.reports ?? []).map(({ source, ...counts }) => ({
    source,
    counts: Object.fromEntries(
      Object.entries(counts).filter((count): count is [string, number] => typeof count[1] === 'number'),
    ),
  }))

const answerOf = (exchange: Exchange): Pick<WireExchange, 'frames' | 'answer' | 'note'> => {
  const { response, chunks, bytes, sentAt, end } = exchange
  if (response === undefined) return { frames: [] }
  const kept = chunks.reduce((sum, chunk) => sum + chunk.bytes.byteLength, 0)
  const limit =
    kept < bytes
      ? `The inspector keeps ${kept.toLocaleString('en')} of ${bytes.toLocaleString('en')} bytes.`
      : undefined
  if (!response.headers.get('content-type')?.includes('eventstream'))
    return { frames: [], answer: laidOut(textOf(chunks)), ...(limit === undefined ? {} : { note: limit }) }
  const { frames, damage } = framesOf(chunks, sentAt)
  const note = limit ?? (end === undefined ? undefined : damage)
  return { frames, ...(note === undefined ? {} : { note }) }
}

const exchangeView = (exchange: Exchange, since: number): WireExchange => {
  const { sentAt, method, url, headers, body, response, end, bytes } = exchange
  return {
    startedMs: Math.round(sentAt - since),
    method,
    url: shownUrl(url),
    headers: shownHeaders(Object.entries(headers)),
    body: body === undefined ? '' : laidOut(Buffer.from(body).toString()),
    ...(response === undefined
      ? {}
      : {
          response: {
            status: response.status,
            headers: shownHeaders(response.headers),
            atMs: Math.round(response.at - sentAt),
          },
        }),
    ...answerOf(exchange),
    bytes,
    ...(end === undefined
      ? {}
      : {
          end: {
            how: end.how,
            atMs: Math.round(end.at - sentAt),
            ...(end.reason === undefined ? {} : { reason: end.reason }),
          },
        }),
    usage: usageOf(exchange),
  }
}

/** A recording as a page may show it: laid out, shortened, and without what proves the caller. */
export const viewOf = ({ startedAt, exchanges, more }: Recording): WireView => ({
  exchanges: exchanges.map((exchange) => exchangeView(exchange, startedAt)),
  more,
  ended: exchanges.length > 0 && exchanges.every(({ end }) => end !== undefined),
})
