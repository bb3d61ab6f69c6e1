import { checkPrelude, damaged, preludeBytes } from './prelude.ts'
import { unsigned } from './unsigned.ts'

/** The event-stream format allows 24 MiB of payload and 128 KiB of headers around 16 bytes of its own. */
export const maxFrameBytes: number = 24 * 1024 * 1024 + 128 * 1024 + 16

const maxHeaderBytes = 128 * 1024
/** Prelude, message checksum, nothing between. */
const minFrameBytes = 16

/**
 * Cuts a byte stream into whole frames. A frame's length is believed only after its prelude checksum, and each byte beyond
 * a prelude is copied at most once, and only where a frame crosses chunks.
 */
export class Framer {
  readonly #limit: number
  readonly #prelude = new Uint8Array(preludeBytes)
  /** What is being collected: a prelude, then its frame. */
  #held = this.#prelude
  #filled = 0

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
      if (this.empty && chunk.length - at >= preludeBytes) {
        const end = at + this.#length(chunk, at)
        // Both checksums of a frame that is here whole are checked when it is taken apart.
        if (end <= chunk.length) {
          const frame = chunk.subarray(at, end)
          at = end
          take(frame)
          continue
        }
      }
      at += this.#collect(chunk.subarray(at, at + this.#held.length - this.#filled))
      if (this.#filled < this.#held.length) return
      const held = this.#held
      if (held === this.#prelude) {
        checkPrelude(held, 0)
        this.#held = new Uint8Array(this.#length(held, 0))
        this.#held.set(held)
      } else {
        this.#held = this.#prelude
        this.#filled = 0
        take(held)
      }
    }
  }

  /** True where a stream may end: between frames. */
  get empty(): boolean {
    return this.#filled === 0
  }

  #collect(piece: Uint8Array): number {
    this.#held.set(piece, this.#filled)
    this.#filled += piece.length
    return piece.length
  }

  #length(bytes: Uint8Array, at: number): number {
    const length = unsigned(bytes, at)
    const headers = unsigned(bytes, at + 4)
    if (headers > Math.min(length - minFrameBytes, maxHeaderBytes) || length > this.#limit)
      throw damaged(`a frame claims ${length} bytes, ${headers} of them headers, beyond its limits`)
    return length
  }
}
