import { fc, test as property } from '@fast-check/vitest'
import { expect, test } from 'vitest'
import { jsonPlaces } from './json-places.ts'

const parses = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

property.prop([fc.jsonValue({ maxDepth: 4 }), fc.nat(4)])('JSON is JSON, however it is laid out', (value, indent) => {
  expect(jsonPlaces(JSON.stringify(value, undefined, indent)).broken).toBeUndefined()
})

/** JSON with one character taken out, put in or changed: mostly no JSON any more. */
const damaged = fc
  .tuple(
    fc.jsonValue({ maxDepth: 3 }),
    fc.nat(),
    fc.constantFrom('', ',', '}', ']', '"', "'", ':', 'x', '\n', '\\', '0'),
  )
  .map(([value, where, put]) => {
    const text = JSON.stringify(value, undefined, 1)
    const at = where % (text.length + 1)
    return text.slice(0, at) + put + text.slice(at + (where % 2))
  })

property.prop([damaged], { numRuns: 2000 })('it agrees with JSON.parse about what is JSON', (text) => {
  const { broken } = jsonPlaces(text)
  expect(broken === undefined).toBe(parses(text))
  if (broken !== undefined) expect(broken.line).toBeLessThanOrEqual(text.split('\n').length)
})

test.each([
  ['{\n  "a": 1\n  "b": 2\n}', 2, 'A "," or "}" is missing.'],
  ['{\n  "a": 1,\n}', 2, 'A comma stands before "}".'],
  ['{\n  "a": [1, 2\n', 2, 'The text ends, and a "," or "]" is missing.'],
  ['{\n  a: 1 }', 1, 'A name in double quotes is missing.'],
  ["{\n  'a': 1 }", 2, 'Names stand in double quotes.'],
  ['{\n\n  "a" 1 }', 3, 'A ":" is missing.'],
  ['{ "a": }', 1, 'A value is missing.'],
  ['{ "a": string }', 1, 'string is no JSON value; texts stand in double quotes.'],
  ['{}\n}', 2, 'Something follows after the end.'],
  ['', 1, 'The text ends, and a value is missing.'],
  ['{ "a": "b\n" }', 1, 'A text is not closed by a double quote, or holds what must be escaped.'],
  ['['.repeat(100), 1, 'It is nested too deeply.'],
])('%j: line %i, %s', (text, line, words) => {
  expect(jsonPlaces(text).broken).toEqual({ line, words })
})

test('a value is on the line on which it begins; an absent one on its parent’s', () => {
  const { lineOf } = jsonPlaces('{\n "a": {\n  "b": [\n   1,\n   2\n  ]\n }\n}')
  expect(lineOf(['a', 'b', 1])).toBe(5)
  expect(lineOf(['a', 'b'])).toBe(3)
  expect(lineOf(['a', 'gone', 'too'])).toBe(2)
  expect(lineOf([])).toBe(1)
})
