import { BedrockError, type PartialGeneration, type StreamPart } from '@x/bedrock-core'
import { encodeFrame } from '@x/bedrock-core/testing'
import { bytesOf, type Exchange, recorded } from '@x/recordings'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exchangesOf } from './test/recordings.ts'
import { replay } from './test/replay.ts'

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
  const { parts, failure } = await replay.attempt(exchange, [], bytes)
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

  /** Not recorded in mid-stream: the frame is the recorded exception frame of another family, with documented names. */
  it('tell of an exception frame at any place', async () => {
    const exceptions = { throttlingException: 'throttled', modelStreamErrorException: 'model-error' } as const
    for (const [name, code] of Object.entries(exceptions)) {
      const headers = { ':exception-type': name, ':content-type': 'application/json', ':message-type': 'exception' }
      const frame = encodeFrame(headers, '{"message":"Too many requests, please wait."}')
      for (const exchange of small.slice(0, 10))
        for (const end of [0, ...ends(bytesOf(exchange))]) {
          const bytes = new Uint8Array([...bytesOf(exchange).slice(0, end), ...frame])
          expect((await breaks(exchange, bytes, [code])).retryable).toBe(true)
        }
    }
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
