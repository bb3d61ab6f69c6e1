import { BedrockError, type PartialGeneration, type StreamPart } from '@x/bedrock-core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytesOf, type Exchange, exchangesOf, recorded } from './test/recordings.ts'
import { replayStream } from './test/replay.ts'

const streams = exchangesOf('invoke-with-response-stream').filter(({ response }) => response.status === 200)
const small = streams.filter((exchange) => bytesOf(exchange).length <= 4096)

const textOf = (parts: readonly StreamPart[]): string =>
  parts.map((part) => (part.type === 'text-delta' ? part.text : '')).join('')

const partialText = ({ partial }: BedrockError): string => (partial as PartialGeneration).text

const breaks = async (
  exchange: Exchange,
  bytes: Uint8Array<ArrayBuffer>,
  codes: readonly string[],
): Promise<BedrockError> => {
  const { parts, failure } = await replayStream(exchange, [], bytes)
  if (!BedrockError.is(failure)) throw new Error(`${exchange.id} gave no BedrockError`)
  expect(codes, failure.message).toContain(failure.code)
  expect(partialText(failure)).toBe(textOf(parts))
  return failure
}

/** Where each frame ends. */
const ends = (bytes: Uint8Array): number[] => {
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  const found: number[] = []
  for (let at = 0; at < bytes.length; ) {
    at += view.getUint32(at)
    found.push(at)
  }
  return found
}

describe.skipIf(!recorded)('broken streams of Claude', () => {
  const cutAt = async (exchange: Exchange, lengths: readonly number[]): Promise<void> => {
    for (const length of lengths) await breaks(exchange, bytesOf(exchange).slice(0, length), ['truncated'])
  }

  it('tell of a missing end at every byte of four streams', { timeout: 60_000 }, async () => {
    for (const exchange of small.slice(0, 4)) await cutAt(exchange, [...bytesOf(exchange).keys()])
  })

  it(`tell of a missing end at every frame of ${small.length} streams, and of the last frame of all ${streams.length}`, async () => {
    for (const exchange of small) await cutAt(exchange, ends(bytesOf(exchange)).slice(0, -1))
    for (const exchange of streams) await cutAt(exchange, ends(bytesOf(exchange)).slice(-2, -1))
  })

  it('tell of any flipped bit, with what had arrived', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...streams),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.nat(7),
        async (exchange, place, bit) => {
          const bytes = bytesOf(exchange)
          const at = Math.floor(place * bytes.length)
          bytes[at] = (bytes[at] ?? 0) ^ (1 << bit)
          await breaks(exchange, bytes, ['corrupt', 'truncated'])
        },
      ),
      { numRuns: 2000 },
    )
  })
})
