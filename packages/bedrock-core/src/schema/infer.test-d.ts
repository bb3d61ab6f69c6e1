import { toStandardJsonSchema } from '@valibot/to-json-schema'
import { type } from 'arktype'
import * as v from 'valibot'
import { describe, expectTypeOf, it } from 'vitest'
import * as z from 'zod'
import type { Json, JsonObject } from '../speech/json.ts'
import type { InferSchema, Schema } from './infer.ts'
import { jsonSchema } from './json-schema.ts'

declare const inferred: <const S extends Schema>(schema: S) => InferSchema<S>

interface Person {
  name: string
  age?: number | undefined
}

describe('the type that a schema gives', () => {
  it('is the output of zod, valibot and arktype', () => {
    expectTypeOf(
      inferred(z.object({ name: z.string(), age: z.number().optional(), since: z.string().transform(Number) })),
    ).toEqualTypeOf<{ name: string; age?: number | undefined; since: number }>()
    expectTypeOf(
      inferred(toStandardJsonSchema(v.object({ name: v.string(), tags: v.array(v.picklist(['a', 'b'])) }))),
    ).toEqualTypeOf<{ name: string; tags: ('a' | 'b')[] }>()
    expectTypeOf(inferred(type({ name: 'string', 'age?': 'number' }))).toEqualTypeOf<{ name: string; age?: number }>()
  })

  it('is read from JSON Schema that stands in the code', () => {
    expectTypeOf(
      inferred({
        type: 'object',
        properties: {
          name: { type: 'string' },
          size: { type: ['integer', 'null'] },
          kind: { enum: ['cat', 'dog'] },
          tags: { type: 'array', items: { anyOf: [{ type: 'string' }, { const: 7 }] } },
          scores: { type: 'object', additionalProperties: { type: 'number' } },
          other: { $ref: '#' },
        },
        required: ['name', 'size', 'kind'],
      }),
    ).toEqualTypeOf<{
      name: string
      size: number | null
      kind: 'cat' | 'dog'
      tags?: (string | 7)[]
      scores?: { [name: string]: number }
      other?: Json
    }>()
    expectTypeOf(inferred(jsonSchema({ type: 'array', items: { type: 'boolean' } }))).toEqualTypeOf<boolean[]>()
    expectTypeOf(inferred({ type: 'object' })).toEqualTypeOf<JsonObject>()
  })

  it('is what the caller says, or what the check gives', () => {
    expectTypeOf(inferred(jsonSchema<Person>({ type: 'object' }))).toEqualTypeOf<Person>()
    expectTypeOf(inferred(jsonSchema({ type: 'string' }, () => ({ value: 7 })))).toEqualTypeOf<number>()
    expectTypeOf(inferred(jsonSchema({ type: 'string' }, v.pipe(v.string(), v.toNumber())))).toEqualTypeOf<number>()
  })

  it('is any JSON for a schema that is only known when it runs', () => {
    expectTypeOf<InferSchema<JsonObject>>().toEqualTypeOf<Json>()
  })
})
