import { type Json, JsonDraft } from '@x/bedrock-core'
import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { anyJson, fuzz, orRefused } from './fuzz.ts'

const pieces = (text: string, cuts: readonly number[]): string[] => {
  const edges = [0, ...cuts.map((cut) => cut % (text.length + 1)).toSorted((a, b) => a - b), text.length]
  return edges.slice(1).map((edge, index) => text.slice(edges[index], edge))
}

/** What `JSON.parse` makes of it, or that it refuses. */
const parsed = (text: string): { value: Json } | undefined => {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

const drafted = async (text: string, cuts: readonly number[], options = {}): Promise<{ value: Json } | undefined> =>
  orRefused(() => {
    const draft = new JsonDraft(options)
    for (const piece of pieces(text, cuts)) {
      draft.apply(piece)
      draft.snapshot()
    }
    return { value: draft.finish() }
  }, ['malformed'])

const cuts = fc.array(fc.nat(), { maxLength: 12 })
const text = fc.oneof(
  anyJson.map((value) => JSON.stringify(value)),
  anyJson.map((value) => JSON.stringify(value, undefined, 2)),
)

/** JSON with a few characters replaced by others that JSON is made of. */
const nearly = fc
  .tuple(
    text,
    fc.array(fc.tuple(fc.nat(), fc.constantFrom(...'{}[]",:\\ue-+.0123456789tfn \n\u0001é')), {
      minLength: 1,
      maxLength: 4,
    }),
  )
  .map(([json, wounds]) =>
    wounds.reduce((sound, [place, character]) => {
      const at = place % (sound.length + 1)
      return sound.slice(0, at) + character + sound.slice(at + (place % 2))
    }, json),
  )

describe('the partial JSON parser', () => {
  fuzz('whole JSON in any pieces is what JSON.parse says', fc.tuple(text, cuts), async ([json, at]) => {
    expect(await drafted(json, at)).toEqual(parsed(json))
  })

  fuzz(
    'what is nearly JSON is refused exactly where JSON.parse refuses',
    fc.tuple(nearly, cuts),
    async ([json, at]) => {
      expect(await drafted(json, at)).toEqual(parsed(json))
    },
    2000,
  )

  fuzz('any text', fc.tuple(fc.string({ unit: 'binary', maxLength: 60 }), cuts), async ([any, at]) => {
    expect(await drafted(any, at)).toEqual(parsed(any))
  })

  fuzz(
    'an object in prose is found, or nothing',
    fc.tuple(nearly, fc.string(), fc.string(), cuts),
    async ([json, before, after, at]) => {
      const found = await drafted(before + json + after, at, { lenient: true })
      if (found !== undefined) expect(found.value).toBeTypeOf('object')
    },
  )

  fuzz('a snapshot never takes back what an earlier one said', fc.tuple(text, cuts), ([json, at]) => {
    const draft = new JsonDraft()
    let before = 0
    for (const piece of pieces(json, at)) {
      draft.apply(piece)
      const now = JSON.stringify(draft.snapshot() ?? '').length
      expect(now).toBeGreaterThanOrEqual(before)
      before = now > 2 ? now : 0
    }
  })

  fuzz(
    'depth has an end',
    fc.tuple(fc.integer({ min: 1, max: 5000 }), fc.constantFrom('[', '{"a":')),
    async ([depth, opening]) => {
      const draft = new JsonDraft({ maxDepth: 100 })
      const refused = (await orRefused(() => draft.apply(opening.repeat(depth)) ?? true, ['malformed'])) === undefined
      expect(refused).toBe(depth > 100)
    },
    60,
  )
})
