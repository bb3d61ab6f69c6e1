import { EventStreamCodec } from '@smithy/eventstream-codec'
import { describe, expect, it } from 'vitest'
import { bytesOf, exchangesWith, isAnswered, isStream, recorded } from './exchange.ts'
import { payloadsOf } from './frames.ts'

const decoder = new TextDecoder()
const codec = new EventStreamCodec(
  (input) => (typeof input === 'string' ? input : decoder.decode(input)),
  (input) => new TextEncoder().encode(input),
)

const providers = ['anthropic', 'cohere', 'meta', 'openai'] as const
const streams = providers.flatMap(exchangesWith).filter((exchange) => isAnswered(exchange) && isStream(exchange))

describe.skipIf(!recorded)('recorded streams', () => {
  it(`are cut where AWS's own codec finds frames, checksums and all (${streams.length})`, () => {
    for (const exchange of streams) {
      const bytes = bytesOf(exchange)
      const expected: unknown[] = []
      for (let at = 0; at < bytes.length; ) {
        const length = new DataView(bytes.buffer, at).getUint32(0)
        expected.push(JSON.parse(decoder.decode(codec.decode(bytes.subarray(at, at + length)).body)))
        at += length
      }
      expect(payloadsOf(exchange), exchange.id).toEqual(expected)
    }
    expect(streams.length).toBeGreaterThan(100)
  })
})
