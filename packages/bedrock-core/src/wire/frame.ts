import type { HeaderMarshaller } from '@smithy/eventstream-codec'
import { crc32 } from './crc32.ts'
import { checkPrelude, damaged, preludeBytes } from './prelude.ts'
import { unsigned } from './unsigned.ts'

type Headers = ReturnType<HeaderMarshaller['parse']>

/** A frame taken apart; `body` is a view into the frame. */
export interface Frame {
  readonly headers: Headers
  readonly body: Uint8Array
}

interface Remembered {
  readonly bytes: Uint8Array
  readonly headers: Headers
}

const checksumBytes = 4

/** Whether these are the frame's headers. */
const isHeadOf = (headers: Uint8Array, frame: Uint8Array): boolean => {
  for (let at = 0; at < headers.length; at += 1) if (headers[at] !== frame[preludeBytes + at]) return false
  return true
}

/**
 * Takes whole frames apart, both checksums checked before anything is believed. A stream repeats a few header blocks in
 * thousands of frames: the last one of each length is remembered, and parsed only when it differs.
 * @throws BedrockError `corrupt`
 */
export const createFrameDecoder = (
  decoder: TextDecoder,
  Marshaller: typeof HeaderMarshaller,
): ((frame: Uint8Array) => Frame) => {
  // Headers are only read here: it is given bytes, and never asked to write any.
  const marshaller = new Marshaller(
    (input) => decoder.decode(input as Uint8Array),
    () => new Uint8Array(),
  )
  const remembered = new Map<number, Remembered>()
  const headersOf = (frame: Uint8Array, end: number): Headers => {
    const known = remembered.get(end)
    if (known && isHeadOf(known.bytes, frame)) return known.headers
    // The marshaller would read a string that overruns the headers on into the body: a copy ends where they end.
    const bytes = new Uint8Array(frame.subarray(preludeBytes, end))
    try {
      const headers = marshaller.parse(new DataView(bytes.buffer))
      remembered.set(end, { bytes, headers })
      return headers
    } catch (cause) {
      throw damaged('a frame’s headers cannot be read', cause)
    }
  }
  return (frame) => {
    const bodyAt = preludeBytes + unsigned(frame, 4)
    const end = frame.length - checksumBytes
    checkPrelude(frame, 0)
    if (unsigned(frame, end) !== crc32(frame, 0, end)) throw damaged('a frame does not match its checksum')
    return { headers: headersOf(frame, bodyAt), body: frame.subarray(bodyAt, end) }
  }
}
