import { existsSync, readFileSync } from 'node:fs'
import { EventStreamCodec } from '@smithy/eventstream-codec'
import { describe, expect, it } from 'vitest'
import { createFrameReader } from './events.ts'
import { Framer } from './framer.ts'

interface Vector {
  name: string
  source: string
  kind: 'positive' | 'negative'
  encoded: string
  decoded?: { payload: string; totalLength: number; headers: { name: string; typeName: string; value: unknown }[] }
}

const file = new URL('../../../../../shared/vectors/event-stream.json', import.meta.url)
const present = existsSync(file)
if (!present) console.warn('SKIPPED: AWS’s event-stream vectors are not on this machine (../shared/vectors).')
const vectors: Vector[] = present ? JSON.parse(readFileSync(file, 'utf8')).cases : []

const decoder = new TextDecoder()
const encoder = new TextEncoder()
const codec = new EventStreamCodec(
  (input) => (typeof input === 'string' ? input : decoder.decode(input)),
  (input) => encoder.encode(input),
)

const framesOf = (bytes: Uint8Array): Uint8Array[] => {
  const framer = new Framer()
  const frames: Uint8Array[] = []
  framer.push(bytes, (frame) => frames.push(frame))
  if (!framer.empty) throw new Error('ends inside a frame')
  return frames
}

describe.skipIf(!present)('AWS event-stream vectors', () => {
  const positive = vectors.filter((vector) => vector.kind === 'positive')
  // Whether a repeated header is an error is a matter of policy (the vectors' README): the last one counts here.
  const negative = vectors.filter((vector) => vector.kind === 'negative' && vector.name !== 'duplicate_header')

  it('holds 14 good and 17 broken messages', () => {
    expect([positive.length, negative.length]).toEqual([14, 17])
  })

  it.each(positive)('reads $name ($source)', ({ encoded, decoded }) => {
    const [frame, ...others] = framesOf(new Uint8Array(Buffer.from(encoded, 'base64')))
    expect(others).toEqual([])
    expect(frame?.length).toBe(decoded?.totalLength)
    const message = codec.decode(frame ?? new Uint8Array())
    expect(Buffer.from(message.body).toString('base64')).toBe(decoded?.payload)
    expect(Object.keys(message.headers)).toEqual(decoded?.headers.map((header) => header.name))
    for (const header of decoded?.headers.filter((candidate) => candidate.typeName === 'string') ?? [])
      expect(message.headers[header.name]?.value).toBe(header.value)
  })

  it.each(negative)('refuses $name ($source)', async ({ encoded }) => {
    const read = await createFrameReader({ operation: 'converse' })
    expect(() => framesOf(new Uint8Array(Buffer.from(encoded, 'base64'))).map(read)).toThrow()
  })
})
