import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../speech/json.ts'
import { numbersOf, rowOf, textsOf } from './read.ts'

describe('members by names of one’s own', () => {
  const names = { first: 'a', second: 'b' } as const
  const json = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.jsonValue()) as fc.Arbitrary<JsonObject>

  it('are those of the wanted type, and no others', () => {
    fc.assert(
      fc.property(json, (from) => {
        const values = { first: from['a'], second: from['b'] }
        const of = (type: string) =>
          Object.fromEntries(Object.entries(values).filter(([, value]) => typeof value === type))
        expect(numbersOf(from, names)).toEqual(of('number'))
        expect(textsOf(from, names)).toEqual(of('string'))
      }),
    )
  })

  it('are none of what is not there', () => {
    expect(numbersOf(undefined, names)).toEqual({})
  })
})

describe('a row of a table', () => {
  it('is the table’s own', () => {
    expect(rowOf({ a: 1 }, 'a')).toBe(1)
    for (const name of ['b', 'constructor', '__proto__', undefined, null, 1])
      expect(rowOf({ a: 1 }, name)).toBe(undefined)
  })
})
