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

const same = (a: Uint8Array, b: Uint8Array): boolean => {
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) return false
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
  const marshaller = new Marshaller(
    (input) => (typeof input === 'string' ? input : decoder.decode(input)),
    (input) => new TextEncoder().encode(input),
  )
  const remembered = new Map<number, Remembered>()
  const headersOf = (bytes: Uint8Array): Headers => {
    const known = remembered.get(bytes.length)
    if (known !== undefined && same(known.bytes, bytes)) return known.headers
    const headers = parsed(marshaller, bytes)
    remembered.set(bytes.length, { bytes: bytes.slice(), headers })
    return headers
  }
  return (frame) => {
    const bodyAt = preludeBytes + unsigned(frame, 4)
    const end = frame.length - checksumBytes
    checkPrelude(frame, 0)
    if (unsigned(frame, end) !== crc32(frame, 0, end)) throw damaged('a frame does not match its checksum')
    return { headers: headersOf(frame.subarray(preludeBytes, bodyAt)), body: frame.subarray(bodyAt, end) }
  }
}

/** The marshaller would read a string that overruns the headers on into the body: a copy ends where they end. */
const parsed = (marshaller: HeaderMarshaller, bytes: Uint8Array): Headers => {
  const own = bytes.slice()
  try {
    return marshaller.parse(new DataView(own.buffer))
  } catch (cause) {
    throw damaged('a frame’s headers cannot be read', cause)
  }
}
