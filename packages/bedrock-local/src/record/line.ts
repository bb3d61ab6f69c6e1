import { base64OfBytes, bytesOfBase64, isJsonObject, type Json } from '@x/bedrock-core/family'
import { encodeFrame } from '@x/bedrock-core/testing'
import { joinedBytes, jsonOr } from '../replay/bodies.ts'
import { FrameCutter, readFrame } from '../wire/frame-borders.ts'
import { scrubBody, scrubJson, scrubText } from './scrub.ts'

/** One exchange as it went over the wire. */
export interface Exchange {
  readonly method: string
  readonly url: URL
  readonly requestHeaders: Headers
  readonly asked: string
  readonly status: number
  readonly headers: Headers
  readonly framed: boolean
  readonly body: Uint8Array<ArrayBuffer>
}

/** Headers worth keeping, none of which proves anybody. */
const kept: readonly RegExp[] = [
  /^(accept|content-type|retry-after)$/,
  /^x-amzn-(requestid|errortype)$/,
  /^x-amzn-bedrock-(?!.*(token|key)$)|^x-amzn-bedrock-.*-token-count$/,
]

const keptHeaders = (headers: Headers): Record<string, string> =>
  Object.fromEntries(
    [...headers]
      .filter(([name]) => kept.some((one) => one.test(name)))
      .map(([name, value]) => [name, scrubText(value)]),
  )

/** A frame's payload, scrubbed; of InvokeModel the model's own inside its base64. Undefined where there is nothing to scrub. */
const cleanPayload = (text: string): string | undefined => {
  const payload = jsonOr(text)
  const inner = isJsonObject(payload) ? payload['bytes'] : undefined
  if (!isJsonObject(payload) || typeof inner !== 'string') {
    const clean = scrubBody(text)
    return clean === text ? undefined : clean
  }
  const said = new TextDecoder().decode(bytesOfBase64(inner))
  const clean = scrubBody(said)
  return clean === said
    ? undefined
    : JSON.stringify({ ...payload, bytes: base64OfBytes(new TextEncoder().encode(clean)) })
}

/** A stream's bytes with the secrets out of its frames; frames without any stay as they came. @throws Error for a broken frame */
const cleanFrames = (bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> => {
  const cutter = new FrameCutter()
  const frames = cutter.push(bytes)
  const rest = cutter.rest()
  return joinedBytes(
    [...frames, ...(rest === undefined ? [] : [rest])].map((frame) => {
      const { headers, text } = readFrame(frame)
      const clean = cleanPayload(text)
      return clean === undefined ? frame : encodeFrame(headers, clean)
    }),
  )
}

const bodyMember = ({ body, framed }: Exchange): { body: string } | { bodyBase64: string } => {
  if (framed) return { bodyBase64: base64OfBytes(cleanFrames(body)) }
  try {
    return { body: scrubBody(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)) }
  } catch {
    return { bodyBase64: base64OfBytes(body) }
  }
}

/** One line of a JSONL cassette, scrubbed, with its line end. @throws Error for a stream that cannot be read, and so not be scrubbed */
export const lineOf = (exchange: Exchange): string => {
  const asked = jsonOr(exchange.asked)
  const line: Json = {
    method: exchange.method,
    url: scrubText(`${exchange.url.origin}${exchange.url.pathname}`),
    request: {
      headers: keptHeaders(exchange.requestHeaders),
      body: asked === undefined ? null : scrubJson(asked),
    },
    response: { status: exchange.status, headers: keptHeaders(exchange.headers), ...bodyMember(exchange) },
  }
  return `${JSON.stringify(line)}\n`
}
