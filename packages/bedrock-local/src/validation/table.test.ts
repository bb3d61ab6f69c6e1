import { fc } from '@fast-check/vitest'
import { isJsonObject, type Json, type JsonObject } from '@x/bedrock-core/family'
import { describe, expect, it } from 'vitest'
import { checkRequest } from './check.ts'
import { constraintOf } from './constraint.ts'
import { serviceModel } from './service-model.ts'
import { violations } from './violations.ts'

const place = { path: 'at', fromZero: 'at' }

const shapes = serviceModel
  .trim()
  .split('\n')
  .map((line) => line.slice(0, line.indexOf(' ')))

/** Values that a shape of the table takes. */
const valuesOf = (shape: string): fc.Arbitrary<Json> => {
  const constraint = constraintOf(shape)
  switch (constraint.type) {
    case 'string':
      if (constraint.enum !== undefined) return fc.constantFrom(...constraint.enum)
      if (constraint.pattern !== undefined)
        return fc
          .stringMatching(new RegExp(`^(?:${constraint.pattern})$`))
          .filter(({ length }) => length >= (constraint.min ?? 0) && length <= (constraint.max ?? length))
      return fc.string({ minLength: constraint.min ?? 0, maxLength: Math.min(constraint.max ?? 20, 20) })
    case 'blob':
      return fc.base64String({ minLength: 4, maxLength: 20 })
    case 'boolean':
      return fc.boolean()
    case 'integer':
    case 'long':
      return fc.integer({ min: constraint.min ?? -10, max: constraint.max ?? 10 })
    case 'float':
    case 'double':
      return fc.double({ min: constraint.min ?? -10, max: constraint.max ?? 10, noNaN: true })
    case 'document':
      return fc.constantFrom<Json[]>({}, { any: ['thing', 1, null] })
    case 'list':
      return fc.array(valuesOf(constraint.member), { minLength: constraint.min ?? 0, maxLength: 3 })
    case 'map':
      return fc.dictionary(valuesOf(constraint.key).map(String), valuesOf(constraint.value), { minKeys: 1, maxKeys: 3 })
    case 'union':
      return fc.oneof(
        ...Object.entries(constraint.members).map(([name, of]) => valuesOf(of).map((value) => ({ [name]: value }))),
      )
    case 'structure': {
      const members = Object.entries(constraint.members).filter(([, of]) => !of.includes('@'))
      const names = members.map(([name]) => name)
      return fc.record(Object.fromEntries(members.map(([name, of]) => [name, valuesOf(of)])), {
        requiredKeys: names.filter((name) => constraint.required?.includes(name) === true),
      })
    }
  }
}

const objectsFor = (shape: string): fc.Arbitrary<JsonObject> => valuesOf(shape).filter(isJsonObject)

const requests = ['Converse', 'ConverseStream', 'CountTokens', 'ApplyGuardrail'] as const

describe('the table', () => {
  it.each(requests)('takes every %s that it describes', (operation) => {
    fc.assert(
      fc.property(objectsFor(`${operation}Request`), (body) => {
        checkRequest(operation, { uri: {}, headers: new Headers(), body })
      }),
      { numRuns: 200 },
    )
  })

  const required = shapes.flatMap((shape) => {
    const constraint = constraintOf(shape)
    if (constraint.type !== 'structure') return []
    return (constraint.required ?? [])
      .filter((name) => constraint.members[name]?.includes('@') === false)
      .map((name) => [shape, name] as const)
  })

  it.each(required)('misses %s.%s where it is not there', (shape, name) => {
    fc.assert(
      fc.property(objectsFor(shape), fc.constantFrom('left out', null), (value, how) => {
        const { [name]: _, ...without } = value
        const said = violations(shape, how === null ? { ...without, [name]: null } : without, place)
        expect(said).toEqual([
          { member: `Value at 'at.${name}' failed to satisfy constraint: Member must not be null` },
        ])
      }),
      { numRuns: 20 },
    )
  })

  const unions = shapes.filter((shape) => constraintOf(shape).type === 'union')

  it.each(unions)('takes one member of %s, not none', (shape) => {
    fc.assert(
      fc.property(objectsFor(shape), (value) => {
        expect(violations(shape, value, place)).toEqual([])
      }),
      { numRuns: 20 },
    )
    expect(violations(shape, {}, place)).toEqual([{ alone: expect.stringContaining(`The ${shape} object at at must`) }])
  })

  it('holds what it is meant to', () => {
    expect(shapes.length).toBeGreaterThan(150)
    expect(required.length).toBeGreaterThan(40)
    expect(unions.length).toBeGreaterThan(15)
  })
})
