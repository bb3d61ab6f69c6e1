import { checkPrelude, damaged, preludeBytes } from './prelude.ts'
import { unsigned } from './unsigned.ts'

/** The event-stream format allows 24 MiB of payload and 128 KiB of headers around 16 bytes of its own. */
export const maxFrameBytes: number = 24 * 1024 * 1024 + 128 * 1024 + 16

const maxHeaderBytes = 128 * 1024
/** Prelude, message checksum, nothing between. */
const minFrameBytes = 16

/**
 * Cuts a byte stream into whole frames. A frame's length is believed only after its prelude checksum, and each byte is
 * copied at most once, and only where a frame crosses chunks.
 */
export class Framer {
  readonly #limit: number
  /** The frame being collected, once its length is known. */
  #frame: Uint8Array | undefined
  #filled = 0
  readonly #prelude = new Uint8Array(preludeBytes)
  #preludeFilled = 0

  constructor(limit: number = maxFrameBytes) {
    this.#limit = limit
  }

  /**
   * Takes the next bytes and hands out each frame they complete, before it looks at what follows; a frame may be a view
   * into `chunk`.
   * @throws BedrockError `corrupt`
   */
  push(chunk: Uint8Array, take: (frame: Uint8Array) => void): void {
    let at = 0
    while (at < chunk.length) {
      if (this.#frame === undefined && this.#preludeFilled === 0 && chunk.length - at >= preludeBytes) {
        const length = this.#length(chunk, at)
        // Both checksums of a frame that is here whole are checked when it is taken apart.
        if (chunk.length - at >= length) {
          at += length
          take(chunk.subarray(at - length, at))
          continue
        }
        checkPrelude(chunk, at)
        this.#begin(length)
      }
      at += this.#frame === undefined ? this.#collectPrelude(chunk, at) : this.#collect(this.#frame, chunk, at)
      if (this.#frame !== undefined && this.#filled === this.#frame.length) {
        const frame = this.#frame
        this.#frame = undefined
        take(frame)
      }
    }
  }

  /** True where a stream may end: between frames. */
  get empty(): boolean {
    return this.#frame === undefined && this.#preludeFilled === 0
  }

  #begin(length: number): void {
    this.#frame = new Uint8Array(length)
    this.#filled = 0
  }

  #collectPrelude(chunk: Uint8Array, at: number): number {
    const taken = chunk.subarray(at, at + preludeBytes - this.#preludeFilled)
    this.#prelude.set(taken, this.#preludeFilled)
    this.#preludeFilled += taken.length
    if (this.#preludeFilled === preludeBytes) {
      checkPrelude(this.#prelude, 0)
      this.#begin(this.#length(this.#prelude, 0))
      this.#frame?.set(this.#prelude)
      this.#filled = preludeBytes
      this.#preludeFilled = 0
    }
    return taken.length
  }

  #collect(frame: Uint8Array, chunk: Uint8Array, at: number): number {
    const taken = chunk.subarray(at, at + frame.length - this.#filled)
    frame.set(taken, this.#filled)
    this.#filled += taken.length
    return taken.length
  }

  #length(bytes: Uint8Array, at: number): number {
    const length = unsigned(bytes, at)
    const headers = unsigned(bytes, at + 4)
    if (length < minFrameBytes || headers > length - minFrameBytes || headers > maxHeaderBytes)
      throw damaged(`a frame claims ${length} bytes, ${headers} of them headers`)
    if (length > this.#limit) throw damaged(`a frame claims ${length} bytes, more than the limit of ${this.#limit}`)
    return length
  }
}
