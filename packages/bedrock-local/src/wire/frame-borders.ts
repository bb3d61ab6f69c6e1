import { EventStreamCodec } from '@smithy/eventstream-codec'
import { isJsonObject, type Json, type JsonObject } from '@x/bedrock-core/family'
import { textOfBase64 } from './base64.ts'

/** Streams of this type are made of frames. */
export const eventStream = 'application/vnd.amazon.eventstream'

/** No frame is longer (event-stream format: 24 MiB of payload, 128 KiB of headers, 16 bytes of its own). */
const longest = 24 * 1024 * 1024 + 128 * 1024 + 16

/** The length that the frame beginning at `at` claims; undefined while its first four bytes are not all there. */
const lengthAt = (bytes: Uint8Array, at: number): number | undefined =>
  bytes.length - at < 4 ? undefined : new DataView(bytes.buffer, bytes.byteOffset + at).getUint32(0)

const joined = (parts: readonly Uint8Array[], length: number): Uint8Array => {
  if (parts.length === 1 && parts[0] !== undefined) return parts[0]
  const whole = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/**
 * Cuts a stream's bytes where its frames end, believing the length words alone. What is left at the end, or is no frame,
 * comes as it is.
 */
export class FrameCutter {
  #parts: Uint8Array[] = []
  #length = 0
  #wanted = 4
  #lost = false

  push(chunk: Uint8Array): Uint8Array[] {
    if (this.#lost) return [chunk]
    this.#parts.push(chunk)
    this.#length += chunk.length
    if (this.#length < this.#wanted) return []
    const bytes = joined(this.#parts, this.#length)
    const frames: Uint8Array[] = []
    let at = 0
    for (;;) {
      const claimed = lengthAt(bytes, at)
      // Nothing has borders after what claims to be longer than a frame can be, or shorter.
      this.#lost = claimed !== undefined && (claimed < 16 || claimed > longest)
      const length = this.#lost ? bytes.length - at : claimed
      this.#wanted = length ?? 4
      if (length === undefined || bytes.length - at < length) break
      frames.push(bytes.subarray(at, at + length))
      at += length
      if (this.#lost) break
    }
    this.#parts = at === bytes.length ? [] : [bytes.subarray(at)]
    this.#length = bytes.length - at
    return frames
  }

  /** What is left when the stream has ended. */
  rest(): Uint8Array | undefined {
    return this.#length === 0 ? undefined : joined(this.#parts, this.#length)
  }
}

/** A frame taken apart. */
export interface ReadFrame {
  readonly headers: Readonly<Record<string, string>>
  /** The payload as it stands in the frame. */
  readonly text: string
  /** The payload's JSON; of InvokeModel the model's own, out of its base64. Undefined where it is not JSON. */
  readonly payload: JsonObject | undefined
}

const objectIn = (text: string): JsonObject | undefined => {
  try {
    const value: Json = JSON.parse(text)
    return isJsonObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Takes a whole frame apart, checksums and all. @throws Error for bytes that are no frame */
export const readFrame = (frame: Uint8Array): ReadFrame => {
  const decoder = new TextDecoder()
  const codec = new EventStreamCodec(
    (input) => (typeof input === 'string' ? input : decoder.decode(input)),
    (input) => new TextEncoder().encode(input),
  )
  const { headers, body } = codec.decode(frame)
  const text = decoder.decode(body)
  const outer = objectIn(text)
  const inner = outer?.['bytes']
  return {
    headers: Object.fromEntries(Object.entries(headers).map(([name, { value }]) => [name, String(value)])),
    text,
    payload: typeof inner === 'string' ? objectIn(textOfBase64(inner) ?? '') : outer,
  }
}
