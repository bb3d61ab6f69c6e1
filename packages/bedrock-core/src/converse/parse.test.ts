import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseJson } from '../speech/json.ts'
import { createFrameReader } from '../wire/events.ts'
import { Framer } from '../wire/framer.ts'
import { parse } from './reader.ts'
import { answered, bytesOf, eventsOf, present } from './test/recordings.ts'

const event = fc.record({
  contentBlockIndex: fc.integer({ min: -1, max: 11 }),
  delta: fc.record({ text: fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constant('\u007f\u2028\ud800')) }),
  p: fc.string(),
})

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
    const value = { contentBlockIndex: 3, delta: { text: "Grüße, 𝄞 it's <b> \u2028" }, p: 'abc' }
    expect(parse(JSON.stringify(value))).toEqual(value)
  })

  it.skipIf(!present)('changes no recorded stream, and serves most of its text', async () => {
    let texts = 0
    let quick = 0
    for (const exchange of answered('converse-stream')) {
      const events: unknown[] = []
      const read = await createFrameReader({
        operation: 'converse',
        parse: (text) => {
          const value = parse(text)
          texts += /"delta":\{"text"/.test(text) ? 1 : 0
          quick += value === null ? 0 : 1
          return value
        },
      })
      new Framer().push(bytesOf(exchange), (frame) => events.push(read(frame)))
      expect(events).toEqual(await eventsOf(exchange))
    }
    console.log(`${quick} of ${texts} recorded texts of Converse are parsed quickly`)
    expect(quick).toBeGreaterThan(texts * 0.7)
  })
})
