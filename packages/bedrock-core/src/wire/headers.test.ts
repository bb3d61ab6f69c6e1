import { EventStreamCodec, Int64 } from '@smithy/eventstream-codec'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { encodeFrame } from '../testing/encode-frame.ts'
import { createFrameDecoder } from './frame.ts'
import { readHeaders } from './headers.ts'

/** AWS's own codec, which shares no line with ours. */
const codec = new EventStreamCodec(
  (input) => (typeof input === 'string' ? input : new TextDecoder().decode(input)),
  (input) => new TextEncoder().encode(input),
)

const bytes = (size: number) => fc.uint8Array({ minLength: size, maxLength: size })
const value = fc.oneof(
  fc.record({ type: fc.constant('string' as const), value: fc.string({ unit: 'grapheme', maxLength: 300 }) }),
  fc.record({ type: fc.constant('boolean' as const), value: fc.boolean() }),
  fc.record({ type: fc.constant('byte' as const), value: fc.integer({ min: -128, max: 127 }) }),
  fc.record({ type: fc.constant('short' as const), value: fc.integer({ min: -32768, max: 32767 }) }),
  fc.record({ type: fc.constant('integer' as const), value: fc.integer() }),
  fc.record({ type: fc.constant('long' as const), value: bytes(8).map((long) => new Int64(long)) }),
  fc.record({ type: fc.constant('binary' as const), value: fc.uint8Array({ maxLength: 300 }) }),
  fc.record({ type: fc.constant('timestamp' as const), value: fc.nat().map((seconds) => new Date(seconds * 1000)) }),
  fc.record({ type: fc.constant('uuid' as const), value: fc.uuid() }),
)
const name = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 20 }).filter((one) => one !== '__proto__')
const strings = fc.dictionary(name, fc.string({ unit: 'grapheme', maxLength: 50 }), { noNullPrototype: true })

it('reads the strings among the headers that AWS’s codec writes, of every type', () => {
  fc.assert(
    fc.property(fc.dictionary(name, value, { noNullPrototype: true }), fc.uint8Array(), (headers, body) => {
      const frame = createFrameDecoder(new TextDecoder('utf-8', { ignoreBOM: true }))(codec.encode({ headers, body }))
      const said = Object.entries(headers).flatMap(([key, header]) =>
        header.type === 'string' ? [[key, header.value]] : [],
      )
      expect([...frame.headers]).toEqual(said)
      expect([...frame.body]).toEqual([...body])
    }),
  )
})

it('writes test frames that AWS’s codec reads', () => {
  fc.assert(
    fc.property(strings, fc.uint8Array(), (headers, body) => {
      const message = codec.decode(encodeFrame(headers, body))
      const read = Object.entries(message.headers).map(([key, header]) => [key, header.value])
      expect(read).toEqual(Object.entries(headers))
      expect([...message.body]).toEqual([...body])
    }),
  )
})

it('calls a block that is cut anywhere corrupt, never a shorter one', () => {
  const frame = encodeFrame({ ':message-type': 'event', ':event-type': 'chunk' }, '')
  const block = frame.slice(12, -4)
  const whole = [...readHeaders(block, new TextDecoder())]
  for (let end = 1; end < block.length; end += 1)
    try {
      // A cut between two headers leaves a good block behind: the frame's own length tells there.
      expect([...readHeaders(block.slice(0, end), new TextDecoder())]).toEqual(whole.slice(0, 1))
    } catch (error) {
      expect(error).toMatchObject({ code: 'corrupt' })
    }
})
