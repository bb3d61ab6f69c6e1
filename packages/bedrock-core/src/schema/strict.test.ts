import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import type { JsonObject } from '../speech/json.ts'
import type { Schema } from './infer.ts'
import { readSchema } from './read-schema.ts'
import { strictSchema } from './strict.ts'

const closed = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({
  type: 'object',
  properties,
  ...more,
  additionalProperties: false,
})

describe('strictSchema', () => {
  it.each<[string, JsonObject, JsonObject]>([
    [
      'closes every object',
      { $schema: 'x', type: 'object', properties: { a: { properties: { b: { type: 'null' } } } }, required: ['a'] },
      closed({ a: { properties: { b: { type: 'null' } }, additionalProperties: false } }, { required: ['a'] }),
    ],
    ['keeps an empty object', closed({}), closed({})],
    [
      'says in words what a grammar cannot',
      closed({ n: { type: 'number', minimum: 3, description: 'A number.' }, s: { type: 'string', pattern: '^a' } }),
      closed({
        n: { type: 'number', description: 'A number. (minimum: 3)' },
        s: { type: 'string', description: '(pattern: "^a")' },
      }),
    ],
    [
      'keeps the formats and lengths that are known',
      closed({
        d: { type: 'string', format: 'date' },
        e: { type: 'string', format: 'emoji' },
        l: { type: 'array', items: { type: 'string' }, minItems: 1, maxItems: 3 },
      }),
      closed({
        d: { type: 'string', format: 'date' },
        e: { type: 'string', description: '(format: "emoji")' },
        l: { type: 'array', items: { type: 'string' }, minItems: 1, description: '(maxItems: 3)' },
      }),
    ],
    [
      'makes oneOf anyOf',
      closed({ u: { oneOf: [{ type: 'string' }, closed({ a: { const: 1 } })] } }),
      closed({ u: { anyOf: [{ type: 'string' }, closed({ a: { const: 1 } })] } }),
    ],
    [
      'goes into definitions',
      closed({ a: { $ref: '#/$defs/a' } }, { $defs: { a: { type: ['object', 'null'], properties: {} } } }),
      closed(
        { a: { $ref: '#/$defs/a' } },
        { $defs: { a: { type: ['object', 'null'], properties: {}, additionalProperties: false } } },
      ),
    ],
    [
      'leaves members named like keywords alone',
      closed({ minimum: { type: 'string' } }),
      closed({ minimum: { type: 'string' } }),
    ],
  ])('%s', (_, schema, strict) => {
    expect(strictSchema(schema)).toEqual(strict)
  })

  it.each<[string, Schema]>([
    ['any names', z.object({ a: z.record(z.string(), z.number()) })],
    ['more members than are named', z.looseObject({ a: z.string() })],
    ['tuples', z.object({ a: z.tuple([z.string(), z.number()]) })],
    ['any value', z.object({ a: z.unknown() })],
    ['intersections', { type: 'object', properties: { a: { allOf: [{ type: 'object', properties: {} }] } } }],
    ['lists of anything', z.object({ a: z.array(z.any()) })],
    [
      'itself',
      z.object({
        get again() {
          return z.lazy(() => itself).optional()
        },
      }),
    ],
  ])('cannot say %s', (_, schema) => {
    expect(strictSchema(readSchema(schema).json)).toBeUndefined()
  })

  it('tells a definition that is used twice from one that contains itself', () => {
    const twice = closed({ a: { $ref: '#/$defs/a' }, b: { $ref: '#/$defs/a' } }, { $defs: { a: { type: 'string' } } })
    expect(strictSchema(twice)).toEqual(twice)
    const ring = { a: closed({ next: { $ref: '#/$defs/b' } }), b: closed({ next: { $ref: '#/$defs/a' } }) }
    expect(strictSchema(closed({ a: { $ref: '#/$defs/a' } }, { $defs: ring }))).toBeUndefined()
  })
})

const itself: z.ZodType = z.object({
  get next() {
    return itself.optional()
  },
})
