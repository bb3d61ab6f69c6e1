import { EventStreamCodec } from '@smithy/eventstream-codec'

/** One event-stream frame with string headers and both checksums, as the service sends them. */
export const encodeFrame = (headers: Readonly<Record<string, string>>, payload: Uint8Array | string): Uint8Array => {
  const encoder = new TextEncoder()
  const decoder = new TextDecoder()
  const codec = new EventStreamCodec(
    (input) => (typeof input === 'string' ? input : decoder.decode(input)),
    (input) => encoder.encode(input),
  )
  return codec.encode({
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, { type: 'string' as const, value }]),
    ),
    body: typeof payload === 'string' ? encoder.encode(payload) : payload,
  })
}
