import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BedrockError } from '../errors/bedrock-error.ts'
import { encodeFrame } from '../testing/encode-frame.ts'
import { crc32 } from './crc32.ts'
import { Framer } from './framer.ts'

const frames = [
  encodeFrame({ ':message-type': 'event', ':event-type': 'chunk' }, '{"bytes":"e30="}'),
  encodeFrame({}, ''),
  encodeFrame({ ':message-type': 'event', ':event-type': 'messageStop' }, JSON.stringify({ p: 'ä€𝄞'.repeat(40) })),
]
const stream = new Uint8Array(frames.flatMap((frame) => [...frame]))

const cut = (bytes: Uint8Array, at: readonly number[]): Uint8Array[] => {
  const borders = [0, ...at.toSorted((a, b) => a - b), bytes.length]
  return borders.slice(1).map((border, index) => bytes.subarray(borders[index], border))
}

const framed = (chunks: readonly Uint8Array[], limit?: number): { frames: Uint8Array[]; empty: boolean } => {
  const framer = new Framer(limit)
  const taken: Uint8Array[] = []
  for (const chunk of chunks) framer.push(chunk, (frame) => taken.push(frame.slice()))
  return { frames: taken, empty: framer.empty }
}

/** A prelude with a right checksum: what a hostile server can always make. */
const prelude = (total: number, headers: number): Uint8Array => {
  const bytes = new Uint8Array(12)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, total)
  view.setUint32(4, headers)
  view.setUint32(8, crc32(bytes, 0, 8))
  return bytes
}

describe('Framer', () => {
  it('gives the same frames for every two-way cut', () => {
    for (let at = 0; at <= stream.length; at += 1) expect(framed(cut(stream, [at]))).toEqual({ frames, empty: true })
  })

  it('gives the same frames for any cuts', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(stream.length)), (at) => {
        expect(framed(cut(stream, at))).toEqual({ frames, empty: true })
      }),
    )
  })

  it('is not empty inside a frame', () => {
    const borders = new Set([0, frames[0]?.length, (frames[0]?.length ?? 0) + (frames[1]?.length ?? 0), stream.length])
    for (let end = 0; end <= stream.length; end += 1)
      expect(framed([stream.subarray(0, end)]).empty).toBe(borders.has(end))
  })

  it('hands out the frames before a damaged one', () => {
    const damaged = new Uint8Array([...stream, ...new Uint8Array(16)])
    const taken: Uint8Array[] = []
    const framer = new Framer()
    expect(() => framer.push(damaged, (frame) => taken.push(frame.slice()))).toThrow(BedrockError)
    expect(taken).toEqual(frames)
  })

  it.each([
    ['3 GiB', prelude(3 * 1024 ** 3, 0)],
    ['one byte over the limit', prelude(24 * 1024 * 1024 + 128 * 1024 + 17, 0)],
    ['zero', prelude(0, 0)],
    ['less than a frame', prelude(15, 0)],
    ['headers longer than the frame', prelude(40, 25)],
    ['headers above 128 KiB', prelude(1024 * 1024, 128 * 1024 + 1)],
    ['a wrong prelude checksum', new Uint8Array(12)],
  ])('refuses a length of %s before it allocates', (_, bytes) => {
    for (const chunks of [[bytes], cut(bytes, [5]), cut(bytes, [11])])
      expect(() => framed(chunks)).toThrow(expect.objectContaining({ code: 'corrupt', retryable: true }))
  })

  it('takes a lower limit', () => {
    expect(() => framed([stream], 20)).toThrow(/claims 74 bytes, 42 of them headers, beyond its limits/)
  })

  it('copies a large frame once, whatever the size of the pieces', () => {
    const large = encodeFrame({}, 'x'.repeat(1024 * 1024))
    const pieces = Array.from({ length: Math.ceil(large.length / 1024) }, (_, index) =>
      large.subarray(index * 1024, index * 1024 + 1024),
    )
    const framer = new Framer()
    let taken: Uint8Array | undefined
    for (const piece of pieces)
      framer.push(piece, (frame) => {
        taken = frame
      })
    expect(taken?.length).toBe(large.length)
    expect(taken?.buffer.byteLength).toBe(large.length)
  })
})
