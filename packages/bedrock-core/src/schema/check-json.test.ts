import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '../speech/json.ts'
import { checkJson } from './check-json.ts'

const list = { $defs: { list: { type: ['object', 'null'], properties: { next: { $ref: '#/$defs/list' } } } } }

/** A schema, what it takes, and what it refuses. */
const table: readonly (readonly [schema: JsonObject, takes: readonly Json[], refuses: readonly Json[]])[] = [
  [{}, [null, 1, 'a', [], {}], []],
  [{ type: 'string' }, ['', 'a'], [1, null, [], {}]],
  [{ type: 'number' }, [1, 1.5], ['1', null]],
  [{ type: 'integer' }, [1, -1, 2.0], [1.5, '1']],
  [{ type: 'boolean' }, [true, false], [0, null]],
  [{ type: 'null' }, [null], [0, false, '']],
  [{ type: ['array', 'null'] }, [null, []], [{}, 0]],
  [{ enum: ['a', 1, null, { a: [1] }] }, ['a', 1, null, { a: [1] }], ['b', { a: [2] }, { a: [1], b: 1 }]],
  [{ const: { a: 1, b: 2 } }, [{ b: 2, a: 1 }], [{ a: 1 }, [1, 2]]],
  [{ required: ['a'] }, [{ a: null }, 7], [{}, { b: 1 }]],
  [{ required: ['toString'] }, [{ toString: 1 }], [{}]],
  [{ properties: { a: { type: 'string' } } }, [{}, { a: 'x', b: 1 }], [{ a: 1 }]],
  [{ properties: { a: {} }, additionalProperties: false }, [{}, { a: 1 }], [{ b: 1 }]],
  [{ additionalProperties: { type: 'number' } }, [{ a: 1 }], [{ a: 'x' }]],
  [{ items: { type: 'number' } }, [[], [1, 2]], [[1, 'x']]],
  [{ prefixItems: [{ type: 'string' }], items: false }, [['a'], []], [[1], ['a', 1]]],
  [{ items: [{ type: 'string' }, { type: 'number' }] }, [['a', 1], ['a'], ['a', 1, 2]], [[1]]],
  [{ anyOf: [{ type: 'string' }, { minimum: 3 }] }, ['a', 3], [2]],
  [{ oneOf: [{ type: 'number' }, { minimum: 3 }] }, [2], [3]],
  [{ allOf: [{ type: 'number' }, { minimum: 3 }] }, [3], [2, 'a']],
  [{ minimum: 1, exclusiveMaximum: 3 }, [1, 2.9], [0, 3]],
  [{ exclusiveMinimum: 1, maximum: 3 }, [1.1, 3], [1, 4]],
  [{ minLength: 2, maxLength: 3 }, ['ab', '🙂🙂🙂'], ['🙂', 'abcd']],
  [{ minItems: 1, maxItems: 2 }, [[1], [1, 2]], [[], [1, 2, 3]]],
  [{ pattern: '^a+$' }, ['aa', 1], ['ab']],
  [{ ...list, $ref: '#/$defs/list' }, [null, { next: null }, { next: { next: {} } }], [{ next: { next: 1 } }, []]],
  [{ $ref: '#/$defs/none' }, [], [1]],
  [{ $ref: '#' }, [], [1]],
  [{ format: 'email', 'x-mine': true }, ['a'], []],
]

describe('JSON Schema by itself', () => {
  it.each(table)('%j', (schema, takes, refuses) => {
    for (const value of takes) expect(checkJson(schema, value), JSON.stringify(value)).toEqual({ value })
    for (const value of refuses) expect(checkJson(schema, value), JSON.stringify(value)).toHaveProperty('issues')
  })
})
