import { BedrockError, type BedrockErrorCode } from '@x/bedrock-core'
import { readPieces } from '@x/bedrock-core/testing'
import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { framesOf, streamOf } from '../shared/answers.ts'
import { rows } from '../shared/rows.ts'
import { frame } from '../shared/wire.ts'
import { anyJson, fuzz } from './fuzz.ts'

const row = rows.find(({ name }) => name === 'converse/converse') ?? rows[0]
if (row === undefined) throw new Error('no rows')
const bytes = await streamOf(row)
const frames = framesOf(bytes)

const fixture = { name: 'fuzz', format: row.format.name, model: row.model, evidence: 'documented' } as const
const read = (pieces: readonly Uint8Array[]) => readPieces(row.family, fixture, pieces)

/** A read stream ends well or in one of these, with what had arrived. `readPieces` throws on whatever else is thrown. */
const endsWell = async (
  pieces: readonly Uint8Array[],
  codes: readonly BedrockErrorCode[] = ['corrupt', 'truncated', 'malformed'],
): Promise<void> => {
  const { parts, error } = await read(pieces)
  if (error === undefined) expect(parts.at(-1)?.type).toBe('finish')
  else {
    expect(codes).toContain(error.code)
    expect(BedrockError.is(error) && error.partial).toMatchObject({ text: expect.any(String) })
  }
}

const cutAt = (whole: Uint8Array, cuts: readonly number[]): Uint8Array[] => {
  const edges = [0, ...cuts.map((cut) => cut % (whole.length + 1)).toSorted((a, b) => a - b), whole.length]
  return edges.slice(1).map((edge, index) => whole.subarray(edges[index], edge))
}

const uncut = await read([bytes])

/** Exceptions that a service could name, and names that nobody knows. */
const anything = [
  'corrupt',
  'truncated',
  'malformed',
  'throttled',
  'model-error',
  'server-error',
  'validation',
  'unavailable',
  'model-timeout',
  'unknown',
] as const

describe('framing', () => {
  fuzz('any bytes', fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 5 }), (pieces) => endsWell(pieces))

  fuzz('any cut gives the same parts', fc.array(fc.nat(), { maxLength: 30 }), async (cuts) => {
    expect(await read(cutAt(bytes, cuts))).toEqual(uncut)
  })

  fuzz(
    'any flips of bits, in any pieces',
    fc.tuple(
      fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(7)), { minLength: 1, maxLength: 4 }),
      fc.array(fc.nat(), { maxLength: 5 }),
    ),
    ([flips, cuts]) => {
      const damaged = bytes.slice()
      for (const [at, bit] of flips) damaged[at] = (damaged[at] ?? 0) ^ (1 << bit)
      return endsWell(cutAt(damaged, cuts))
    },
  )

  fuzz(
    'bytes removed, doubled or put between',
    fc.record({ at: fc.nat(bytes.length), length: fc.nat(64), between: fc.uint8Array({ maxLength: 64 }) }),
    ({ at, length, between }) => endsWell([bytes.subarray(0, at), between, bytes.subarray(at + length)]),
  )

  fuzz(
    'headers of any bytes under right checksums',
    fc.tuple(fc.uint8Array({ maxLength: 80 }), fc.uint8Array({ maxLength: 40 }), fc.nat(frames.length)),
    ([headers, body, place]) =>
      endsWell([...frames.slice(0, place), frame(headers, body), ...frames.slice(place)], anything),
  )

  fuzz(
    'headers of any names, types and values under right checksums',
    fc.tuple(
      fc.array(
        fc.record({
          name: fc.oneof(
            fc.constantFrom(
              ':message-type',
              ':event-type',
              ':exception-type',
              ':error-code',
              '__proto__',
              'constructor',
            ),
            fc.string({ maxLength: 12 }),
          ),
          type: fc.nat(11),
          value: fc.uint8Array({ maxLength: 20 }),
        }),
        { maxLength: 5 },
      ),
      fc.uint8Array({ maxLength: 30 }),
    ),
    ([headers, body]) => {
      const encoder = new TextEncoder()
      const block = headers.flatMap(({ name, type, value }) => {
        const named = encoder.encode(name)
        const length = type === 6 || type === 7 ? [value.length >> 8, value.length & 255] : []
        return [named.length, ...named, type, ...length, ...value]
      })
      return endsWell([frame(Uint8Array.from(block), body), ...frames], anything)
    },
  )

  fuzz('frames in any order, doubled and left out', fc.array(fc.nat(frames.length - 1), { maxLength: 40 }), (order) =>
    endsWell(order.flatMap((at) => frames[at] ?? [])),
  )

  fuzz('events of any name with any payload', fc.tuple(fc.string({ maxLength: 20 }), anyJson), ([name, payload]) => {
    const encoder = new TextEncoder()
    const header = (key: string, value: string): number[] => {
      const [named, text] = [encoder.encode(key), encoder.encode(value)]
      return [named.length, ...named, 7, text.length >> 8, text.length & 255, ...text]
    }
    const headers = Uint8Array.from([...header(':message-type', 'event'), ...header(':event-type', name)])
    return endsWell([frame(headers, encoder.encode(JSON.stringify(payload))), ...frames])
  })
})
