import { expect, it } from 'vitest'
import type { Json } from '../speech/json.ts'
import { JsonDraft } from './json-draft.ts'

const inPieces = (pieces: readonly string[]): Json => {
  const draft = new JsonDraft()
  for (const piece of pieces) draft.apply(piece)
  return draft.finish()
}

it.each(['{}', '"a"', '[1]', 'true '])('takes white space behind %s, and nothing else', (text) => {
  const draft = new JsonDraft()
  draft.apply(text)
  draft.apply(' ')
  draft.apply('\n\t\r')
  expect(draft.finish()).toEqual(JSON.parse(text))
  // White space of other alphabets is none of JSON's.
  for (const more of ['\u00a0', '\ufeff', '\v', '}', '{', ',', '"', '1', 'x'])
    expect(() => inPieces([text, ' ', more])).toThrow(/where a blank was/)
})

it('passes over what stands behind an object in prose, braces and all', () => {
  const draft = new JsonDraft({ lenient: true })
  for (const text of ['So {it} is {"a":[1]} or {"b":2}', ' {', '"c":3} }', 'x']) draft.apply(text)
  expect(draft.finish()).toEqual({ a: [1] })
})

it('reads every escape as `JSON.parse` does, however often and wherever it is cut', () => {
  const escapes = [
    '\\n',
    '\\"',
    '\\\\',
    '\\/',
    '\\b',
    '\\f',
    '\\r',
    '\\t',
    '\\u00e9',
    '\\u000a',
    '\\ud83d\\ude42',
    '\\ud83d',
  ]
  const text = `["${[...escapes, ...escapes].join('u')}"]`
  for (const size of [1, 2, 3, 5, 7, text.length]) {
    const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, at) =>
      text.slice(at * size, (at + 1) * size),
    )
    expect(inPieces(pieces)).toEqual(JSON.parse(text))
  }
  for (const wrong of ['\\x', '\\u12', '\\u12g4', '\\U0041', '\\ '])
    expect(() => inPieces(['["\\n', `${wrong}"]`])).toThrow(/does not belong/)
})
