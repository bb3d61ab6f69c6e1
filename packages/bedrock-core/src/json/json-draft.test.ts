import { isDeepStrictEqual } from 'node:util'
import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { isJsonObject, type Json } from '../speech/json.ts'
import { JsonDraft } from './json-draft.ts'
import { affordsSnapshot } from './pace.ts'

const key = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('__proto__', 'constructor', 'toString', '1', ''))
const { value: anyJson } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.constantFrom(null, true, false, 0, -0, 1e300, 5e-324),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('🙂', '\ud83d', '"\\/\b\f\n\r\t', '\u0000\u001f\u007f\u2028'),
    fc.array(tie('value'), { maxLength: 6 }),
    fc
      .uniqueArray(fc.tuple(key, tie('value')), { maxLength: 6, selector: ([name]) => name })
      .map((members): Json => Object.fromEntries(members)),
  ),
}))

/** As models write it: with and without indents, escapes short and long. */
const written = (value: Json, { indent, escaped }: { indent: number; escaped: boolean }): string => {
  const text = JSON.stringify(value, undefined, indent)
  if (!escaped) return text
  return text.replaceAll(/[^ -~\n]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

const style = fc.record({ indent: fc.integer({ min: 0, max: 2 }), escaped: fc.boolean() })
const cuts = fc.array(fc.nat({ max: 40 }), { maxLength: 60 })

const pieces = (text: string, lengths: readonly number[]): string[] => {
  const cut: string[] = []
  let at = 0
  for (const length of lengths) {
    cut.push(text.slice(at, at + length))
    at += length
  }
  return [...cut, text.slice(at)]
}

/** What has come is a beginning of what is to come. */
const begins = (part: Json | undefined, whole: Json | undefined): boolean => {
  if (typeof part === 'string') return typeof whole === 'string' && whole.startsWith(part)
  if (Array.isArray(part)) {
    if (!Array.isArray(whole)) return false
    return part.every((item, index) =>
      index === part.length - 1 ? begins(item, whole[index]) : JSON.stringify(item) === JSON.stringify(whole[index]),
    )
  }
  if (!isJsonObject(part)) return Object.is(part, whole)
  if (!isJsonObject(whole)) return false
  return Object.keys(part).every((name) => Object.hasOwn(whole, name) && begins(part[name], whole[name]))
}

const outcome = (read: () => unknown): unknown => {
  try {
    return { value: read() }
  } catch {
    return 'refused'
  }
}

const inPieces = (all: readonly string[], draft = new JsonDraft()): Json => {
  for (const piece of all) draft.apply(piece)
  return draft.finish()
}

/** Not `toStrictEqual`, to which a member named "constructor" is the object's class. */
const same = (left: unknown, right: unknown): void => {
  if (!isDeepStrictEqual(left, right)) throw new Error(`${JSON.stringify(left)} is not ${JSON.stringify(right)}`)
}

describe('a JSON draft', () => {
  test.prop([anyJson, style, cuts])('ends as JSON.parse says, however the text is cut', (value, how, lengths) => {
    const text = written(value, how)
    same(inPieces(pieces(text, lengths)), JSON.parse(text))
  })

  test.prop([anyJson, style, cuts])('shows beginnings of the whole, each of the next', (value, how, lengths) => {
    const text = written(value, how)
    const whole: Json = JSON.parse(text)
    const draft = new JsonDraft()
    const seen: { snapshot: Json; text: string }[] = []
    for (const piece of pieces(text, lengths)) {
      draft.apply(piece)
      const snapshot = draft.snapshot()
      if (snapshot === undefined) continue
      expect(begins(snapshot, whole)).toBe(true)
      const last = seen.at(-1)
      if (last) expect(begins(last.snapshot, snapshot)).toBe(true)
      seen.push({ snapshot, text: JSON.stringify(snapshot) })
    }
    // Nothing that was handed out has changed since.
    for (const each of seen) expect(JSON.stringify(each.snapshot)).toBe(each.text)
  })

  test.prop([
    anyJson,
    style,
    cuts,
    fc.nat(),
    fc.nat({ max: 3 }),
    fc.constantFrom('', ',', '"', '}', ']', '0', 'e', '\\', 'x', '\n', '{'),
  ])('refuses what JSON.parse refuses, and nothing else', (value, how, lengths, place, drop, insert) => {
    const text = written(value, how)
    const at = place % (text.length + 1)
    const spoilt = text.slice(0, at) + insert + text.slice(at + drop)
    same(
      outcome(() => inPieces(pieces(spoilt, lengths))),
      outcome(() => JSON.parse(spoilt)),
    )
  })

  test.prop([
    anyJson.filter(isJsonObject),
    style,
    cuts,
    fc.constantFrom('', 'Here you are: ', '```json\n', 'In {braces}: ', '{{ "a" '),
  ])('finds the object in prose and code fences when lenient', (value, how, lengths, before) => {
    const text = `${before}${written(value, how)}\n\`\`\`\nI hope {that} helps.`
    same(inPieces(pieces(text, lengths), new JsonDraft({ lenient: true })), JSON.parse(JSON.stringify(value)))
  })

  it('shows texts while they grow, and numbers and words when they are whole', () => {
    const draft = new JsonDraft()
    const seen = [...'{"a":"x\\u00e9","b":[12,true]}'].map((character) => {
      draft.apply(character)
      return JSON.stringify(draft.snapshot())
    })
    expect([...new Set(seen)]).toEqual([
      '{}',
      '{"a":""}',
      '{"a":"x"}',
      '{"a":"xé"}',
      '{"a":"xé","b":[]}',
      '{"a":"xé","b":[12]}',
      '{"a":"xé","b":[12,true]}',
    ])
  })

  it('never shows half a character', () => {
    const draft = new JsonDraft()
    draft.apply('["a\ud83d')
    expect(draft.snapshot()).toEqual(['a'])
    draft.apply('\ude42')
    expect(draft.snapshot()).toEqual(['a🙂'])
    draft.apply('\\ud83d')
    expect(draft.snapshot()).toEqual(['a🙂'])
    draft.apply('\\ude42"]')
    expect(draft.finish()).toEqual(['a🙂🙂'])
  })

  it('keeps what did not change, object for object', () => {
    const draft = new JsonDraft()
    draft.apply('{"done":{"a":[1]},"list":[{"b":2},{"c":"')
    const before = draft.snapshot()
    draft.apply('more')
    const after = draft.snapshot()
    if (!isJsonObject(before) || !isJsonObject(after)) throw new Error('no objects')
    expect(after).not.toBe(before)
    expect(after['done']).toBe(before['done'])
    expect(
      Array.isArray(after['list']) && Array.isArray(before['list']) && after['list'][0] === before['list'][0],
    ).toBe(true)
    expect(draft.snapshot()).toBe(after)
  })

  it('gives "__proto__" as a member, to the object alone', () => {
    const draft = new JsonDraft()
    draft.apply('{"__proto__":{"polluted":true},"a":"')
    const shown = draft.snapshot()
    draft.apply('b"}')
    for (const value of [shown, draft.finish()]) {
      expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
      expect(Object.keys(value as object)).toContain('__proto__')
      expect(value).not.toHaveProperty('polluted')
    }
  })

  it.each([
    ['deep', { maxDepth: 3 }, '[[[[', /deeper than 3 levels/],
    ['long', { maxLength: 5 }, '["abc"]', /longer than 5 characters/],
    ['deep by default', {}, '['.repeat(100_000), /deeper than 512 levels/],
    ['wrong', {}, '{"a":tru,', /does not belong there/],
    ['two values', {}, '{} {}', /where a blank was/],
  ])('refuses text that is too %s, and stays refused', (_, limits, text, message) => {
    const draft = new JsonDraft(limits)
    expect(() => draft.apply(text)).toThrow(message)
    expect(() => draft.apply(' ')).toThrow(message)
    expect(() => draft.finish()).toThrow(message)
  })

  it.each(['', ' ', '{', '"a', '[1', '1.', 'tru'])('refuses %j as a whole', (text) => {
    expect(() => inPieces([text])).toThrow(expect.objectContaining({ code: 'malformed' }))
  })

  it('copies no more than the text pays for, and the last is never late', () => {
    const draft = new JsonDraft()
    let shown = 0
    let since = 0
    const items = 20_000
    draft.apply('[')
    for (let index = 0; index < items; index++) {
      draft.apply('1,')
      since += 2
      if (!affordsSnapshot(draft, since)) continue
      draft.snapshot()
      since = 0
      shown += 1
    }
    expect(shown).toBeGreaterThan(128)
    expect(shown).toBeLessThan(items / 10)
    draft.apply('1]')
    expect(draft.finish()).toHaveLength(items + 1)
  })
})
