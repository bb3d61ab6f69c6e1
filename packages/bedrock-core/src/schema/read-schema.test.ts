import { toStandardJsonSchema } from '@valibot/to-json-schema'
import { type } from 'arktype'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { BedrockError } from '../errors/bedrock-error.ts'
import type { Schema } from './infer.ts'
import { jsonSchema } from './json-schema.ts'
import { objectRoot } from './object-root.ts'
import { readSchema } from './read-schema.ts'

const json = {
  type: 'object',
  properties: {
    name: { type: 'string', minLength: 1 },
    age: { type: 'integer' },
    tags: { type: 'array', items: { enum: ['a', 'b'] } },
  },
  required: ['name', 'age'],
} as const

const valibot = v.object({
  name: v.pipe(v.string(), v.minLength(1)),
  age: v.pipe(v.number(), v.integer()),
  tags: v.optional(v.array(v.picklist(['a', 'b']))),
})

const same: Readonly<Record<string, Schema>> = {
  zod: z.object({ name: z.string().min(1), age: z.number().int(), tags: z.array(z.enum(['a', 'b'])).optional() }),
  valibot: toStandardJsonSchema(valibot),
  arktype: type({ name: 'string >= 1', age: 'number.integer', 'tags?': "('a'|'b')[]" }),
  'JSON Schema': json,
  'JSON Schema beside a schema that has none': jsonSchema(json, valibot),
}

describe.each(Object.entries(same))('the same schema by %s', (_, schema) => {
  const { json: said, validate } = readSchema(schema)

  it('says its JSON Schema', () => {
    expect(objectRoot(said)).toMatchObject({
      type: 'object',
      properties: { name: { type: 'string', minLength: 1 }, age: { type: 'integer' }, tags: { type: 'array' } },
      required: expect.arrayContaining(['name', 'age']),
    })
    expect(objectRoot(said)).not.toHaveProperty('$schema')
  })

  it.each([
    [{ name: 'Ann', age: 7 }],
    [{ name: 'Ann', age: 7, tags: [] }],
    [{ name: 'Ann', age: 7, tags: ['a', 'b', 'a'] }],
  ])('takes %j', async (value) => {
    expect(await validate(value)).toEqual({ value })
  })

  it.each([
    [{ name: 'Ann' }, ['age']],
    [{ name: 7, age: 7 }, ['name']],
    [{ name: '', age: 7 }, ['name']],
    [{ name: 'Ann', age: 7.5 }, ['age']],
    [{ name: 'Ann', age: 7, tags: ['a', 'c'] }, ['tags', 1]],
    ['Ann', []],
    [null, []],
  ])('refuses %j at %j', async (value, path) => {
    const { issues = [] } = await validate(value)
    expect(issues.map((issue) => issue.path)).toContainEqual(path)
  })
})

describe('readSchema', () => {
  it('gives what the schema makes of a value, waiting where it must', async () => {
    const late = z.string().transform(async (text) => text.length)
    const { json: said, validate } = readSchema(
      z.object({ on: z.boolean().default(true), size: z.pipe(z.string(), late) }),
    )
    expect(said).toMatchObject({ properties: { size: { type: 'string' } }, required: ['size'] })
    expect(await validate({ size: 'four' })).toEqual({ value: { on: true, size: 4 } })
  })

  const { jsonSchema: _, ...old } = z.string()['~standard']
  it.each<[string, Schema, RegExp]>([
    ['valibot without its converter', valibot, /valibot schema cannot give.*toStandardJsonSchema/],
    ['an older zod', { '~standard': old }, /zod schema cannot give.*4\.2/],
    ['an unknown library', { '~standard': { ...old, vendor: 'mine' } }, /mine schema cannot give.*jsonSchema\(/],
    ['what JSON cannot say', z.object({ at: z.date() }), /zod schema has no JSON Schema: Date cannot/],
  ])('says what to do with %s', (_name, schema, message) => {
    expect(() => readSchema(schema)).toThrow(message)
    expect(() => readSchema(schema)).toThrow(BedrockError)
  })
})

describe('objectRoot', () => {
  const node = { type: 'object', properties: { next: { $ref: '#/$defs/node' } } }
  it.each([
    [{ $schema: 'x', type: 'object' }, { type: 'object' }],
    [{ properties: {} }, { type: 'object', properties: {} }],
    [
      { $ref: '#/$defs/node', $defs: { node } },
      { ...node, $defs: { node } },
    ],
    [{ $ref: '#' }, undefined],
    [{ $ref: '#/$defs/none' }, undefined],
    [{ $ref: 'https://example.com/schema' }, undefined],
    [{ type: 'string' }, undefined],
    [{ anyOf: [{ type: 'object' }, { type: 'object' }] }, undefined],
  ])('of %j is %j', (schema, root) => {
    expect(objectRoot(schema)).toEqual(root)
  })
})
