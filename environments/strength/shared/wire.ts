import { crc32 } from 'node:zlib'

/** The value of the header `:event-type`. */
export const eventName = (frame: Uint8Array): string => {
  const text = new TextDecoder('latin1').decode(frame)
  // Behind the name stand one byte of type and two of length.
  const at = text.indexOf(':event-type') + ':event-type'.length + 3
  return text.slice(at, at + (frame[at - 1] ?? 0))
}

/** A frame of any headers and body whose checksums are right: what a hostile server can always make. */
export const frame = (headers: Uint8Array, body: Uint8Array, length?: number): Uint8Array<ArrayBuffer> => {
  const total = 16 + headers.length + body.length
  const bytes = new Uint8Array(total)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, length ?? total)
  view.setUint32(4, headers.length)
  view.setUint32(8, crc32(bytes.subarray(0, 8)))
  bytes.set(headers, 12)
  bytes.set(body, 12 + headers.length)
  view.setUint32(total - 4, crc32(bytes.subarray(0, total - 4)))
  return bytes
}
