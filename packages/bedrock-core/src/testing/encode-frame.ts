import { crc32 } from '../wire/crc32.ts'

const encoder: TextEncoder = /* @__PURE__ */ new TextEncoder()

/** Name and value, each behind its length; 7 means that the value is a string. */
const headerOf = ([name, value]: readonly [string, string]): number[] => {
  const [key, said] = [encoder.encode(name), encoder.encode(value)]
  return [key.length, ...key, 7, said.length >> 8, said.length & 0xff, ...said]
}

/** One event-stream frame with string headers and both checksums, as the service sends them. */
export const encodeFrame = (headers: Readonly<Record<string, string>>, payload: Uint8Array | string): Uint8Array => {
  const block = Object.entries(headers).flatMap(headerOf)
  const body = typeof payload === 'string' ? encoder.encode(payload) : payload
  const frame = new Uint8Array(16 + block.length + body.length)
  const view = new DataView(frame.buffer)
  view.setUint32(0, frame.length)
  view.setUint32(4, block.length)
  view.setUint32(8, crc32(frame, 0, 8))
  frame.set(block, 12)
  frame.set(body, 12 + block.length)
  view.setUint32(frame.length - 4, crc32(frame, 0, frame.length - 4))
  return frame
}
