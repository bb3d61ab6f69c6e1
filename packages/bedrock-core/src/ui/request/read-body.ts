import type { Json } from '../../speech/json.ts'
import { refusal } from './limits.ts'

const tooLong = (maxBytes: number) =>
  refusal(`its body is longer than ${maxBytes} bytes. Send less, or raise maxBytes on the server.`, 413)

/** Counts while reading: a body that says a small length, or none, is cut at the limit all the same. */
const readBytes = async (body: ReadableStream<Uint8Array>, maxBytes: number): Promise<string> => {
  const reader = body.getReader()
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const pieces: string[] = []
  let read = 0
  try {
    for (;;) {
      const { value, done } = await reader.read()
      if (done) return pieces.join('') + decoder.decode()
      read += value.byteLength
      if (read > maxBytes) throw tooLong(maxBytes)
      pieces.push(decoder.decode(value, { stream: true }))
    }
  } catch (cause) {
    throw cause instanceof TypeError ? refusal('its body broke off or is not UTF-8. Send it again.') : cause
  } finally {
    await reader.cancel().catch(() => {})
  }
}

/** Walks without recursion, so that depth cannot exhaust the stack. */
const checkDepth = (root: Json, maxDepth: number): void => {
  let level: Json[] = [root]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maxDepth) throw refusal(`its JSON is nested deeper than ${maxDepth}.`)
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null
        ? Object.values<Json | undefined>(value).filter((inner) => typeof inner === 'object' && inner !== null)
        : [],
    )
  }
}

/** Reads a JSON body within its limits. @throws BedrockError `invalid-argument` */
export const readBody = async (request: Request, limits: { maxBytes: number; maxDepth: number }): Promise<Json> => {
  // A form of another site can post without asking, but not with this type.
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? ''))
    throw refusal('its content type is not application/json.', 415)
  if (Number(request.headers.get('content-length') ?? 0) > limits.maxBytes) throw tooLong(limits.maxBytes)
  if (request.body === null) throw refusal('it has no body. Send { messages } as JSON.')
  const text = await readBytes(request.body, limits.maxBytes)
  let value: Json
  try {
    value = JSON.parse(text) as Json
  } catch {
    throw refusal('its body is not JSON.')
  }
  checkDepth(value, limits.maxDepth)
  return value
}
