import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { jsonOnly } from './json-only.ts'

const through = (pieces: readonly string[]): string => {
  const only = jsonOnly()
  return pieces.map((piece) => only.push(piece)).join('') + only.end()
}

describe('jsonOnly', () => {
  it.each([
    ['{"a":1}', '{"a":1}'],
    ['Here it is:\n```json\n{"a":{"b":[]}}\n```', '{"a":{"b":[]}}'],
    ['[{"a":"}]\\"{"}] and more {"b":2}', '[{"a":"}]\\"{"}]'],
    ['I cannot say.', 'I cannot say.'],
    ['{"a":', '{"a":'],
    ['', ''],
  ])('%j: %j', (text, json) => expect(through([text])).toBe(json))

  const prose = fc.string().filter((text) => !/[[{]/.test(text))
  test.prop([
    prose,
    fc.oneof(fc.object(), fc.array(fc.jsonValue())),
    fc.string(),
    fc.infiniteStream(fc.nat({ max: 5 })),
  ])('gives the JSON back, whatever stands around it and however it is cut', (before, value, after, cuts) => {
    const json = JSON.stringify(value)
    const text = before + json + after
    const pieces: string[] = []
    for (let at = 0; at < text.length; ) {
      const length = cuts.next().value ?? 1
      pieces.push(text.slice(at, at + length))
      at += length
    }
    expect(through(pieces)).toBe(json)
  })
})
