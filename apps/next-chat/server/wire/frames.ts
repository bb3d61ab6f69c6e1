import { EventStreamCodec } from '@smithy/eventstream-codec'
import { isJsonObject, parseJson } from '@x/bedrock-core/family'
import type { Chunk } from './recording.ts'
import type { WireFrame } from './wire-view.ts'

const decoder = new TextDecoder()
const encoder = new TextEncoder()
const codec = new EventStreamCodec(
  (bytes) => (typeof bytes === 'string' ? bytes : decoder.decode(bytes)),
  (text) => encoder.encode(text),
)

/** Prelude and both checksums. */
const leastBytes = 16
const mostCharacters = 8_000

const shown = (value: unknown): string =>
  value instanceof Date ? value.toISOString() : value instanceof Uint8Array ? `${value.byteLength} bytes` : `${value}`

/** The text inside `{"bytes": base64}`, which InvokeModel puts around a model's own events. */
const innerOf = (payload: string): string | undefined => {
  const event = parseJson(payload, null)
  const bytes = isJsonObject(event) ? event['bytes'] : undefined
  return typeof bytes === 'string' ? Buffer.from(bytes, 'base64').toString() : undefined
}

const frameOf = (bytes: Uint8Array, atMs: number): WireFrame => {
  const { headers, body } = codec.decode(bytes)
  const payload = decoder.decode(body)
  const inner = innerOf(payload)
  const cut = Math.max(0, payload.length - mostCharacters)
  return {
    atMs,
    bytes: bytes.byteLength,
    headers: Object.fromEntries(Object.entries(headers).map(([name, { value }]) => [name, shown(value)])),
    payload: payload.slice(0, mostCharacters),
    ...(inner === undefined ? {} : { inner: inner.slice(0, mostCharacters) }),
    ...(cut === 0 ? {} : { cut }),
  }
}

/** The frames in what was recorded, each with the time of its last byte; `damage` says what ended them early. */
export const framesOf = (
  chunks: readonly Chunk[],
  since: number,
): { readonly frames: readonly WireFrame[]; readonly damage?: string } => {
  const frames: WireFrame[] = []
  let rest: Uint8Array = new Uint8Array()
  try {
    for (const { at, bytes } of chunks) {
      rest = rest.byteLength === 0 ? bytes : Buffer.concat([rest, bytes])
      while (rest.byteLength >= leastBytes) {
        const length = new DataView(rest.buffer, rest.byteOffset).getUint32(0)
        if (length < leastBytes) return { frames, damage: `A frame claims ${length} bytes.` }
        if (rest.byteLength < length) break
        frames.push(frameOf(rest.subarray(0, length), Math.round(at - since)))
        rest = rest.subarray(length)
      }
    }
  } catch (cause) {
    return { frames, damage: cause instanceof Error ? cause.message : 'A frame cannot be read.' }
  }
  return rest.byteLength === 0
    ? { frames }
    : { frames, damage: `${rest.byteLength} bytes of a frame that is not whole.` }
}
