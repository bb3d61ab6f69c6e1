import { parseJson } from '@x/bedrock-core/family'
import { bytesOf, isAnswered, recorded } from '@x/recordings'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exchangesOf } from '../test/recordings.ts'
import { createReader, parse } from './reader.ts'

const event = fc.record({
  type: fc.constantFrom('content_block_delta', 'content_block_start'),
  index: fc.integer({ min: -1, max: 11 }),
  delta: fc.record({
    type: fc.constantFrom('text_delta', 'thinking_delta'),
    text: fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constant('\u007f\u2028\ud800')),
  }),
})

/** The texts of a recorded stream's events: each stands as base64 in a frame of plain bytes. */
const textsOf = (bytes: Uint8Array): string[] =>
  Array.from(
    Buffer.from(bytes)
      .toString('latin1')
      .matchAll(/"bytes":"([\w+/=]+)"/g),
    ([, base64 = '']) => Buffer.from(base64, 'base64').toString(),
  )

describe('parse', () => {
  it('gives what JSON.parse gives, for any text with any character put in', () => {
    fc.assert(
      fc.property(event, fc.nat(), fc.string({ unit: 'binary', maxLength: 3 }), (value, at, piece) => {
        const text = JSON.stringify(value)
        const cut = at % text.length
        for (const said of [text, text.slice(0, cut) + piece + text.slice(cut)]) {
          const quick = parse(said)
          if (quick !== null) expect(quick).toEqual(parseJson(said, undefined))
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('knows a text that needs no escape, beyond ASCII too', () => {
    const delta = { type: 'text_delta', text: "Grüße, 𝄞 it's <b> \u2028" }
    const value = { type: 'content_block_delta', index: 3, delta }
    expect(parse(JSON.stringify(value))).toEqual(value)
  })

  it.skipIf(!recorded)('serves most of the recorded text', () => {
    const texts = exchangesOf('invoke-with-response-stream')
      .filter(isAnswered)
      .flatMap((exchange) => textsOf(bytesOf(exchange)))
      .filter((text) => text.includes('"type":"text_delta"'))
    const quick = texts.filter((text) => parse(text) !== null)
    console.log(`${quick.length} of ${texts.length} recorded texts of Claude are parsed quickly`)
    expect(quick.length).toBeGreaterThan(texts.length * 0.7)
    for (const text of quick) expect(parse(text)).toEqual(JSON.parse(text))
  })
})

it.each([[{ toString: null }], ['1'], [null], [undefined]])(
  'takes an index that is no number (%j) as the first block',
  (index) => {
    const event = { type: 'content_block_delta', index, delta: { type: 'text_delta', text: 'Hi' } }
    expect(createReader()(event)).toEqual([{ type: 'text', block: 0, text: 'Hi' }])
  },
)
