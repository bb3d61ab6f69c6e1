import type { Json, JsonObject } from '@x/bedrock-core/family'
import { describe, expect, it } from 'vitest'
import { toolOf } from './tools.ts'

const sent = (inputSchema: JsonObject, description?: string): JsonObject =>
  JSON.parse(
    JSON.stringify(
      toolOf({ name: 'find-city', inputSchema, ...(description === undefined ? {} : { description }) }, 'find_city'),
    ),
  )

/** How one parameter is defined, and whether the tool's description holds the schema too. */
const parameter = (schema: Json): [type: unknown, schemaToo: boolean] => {
  const inputSchema = { type: 'object', properties: { it: schema } }
  const { description, parameter_definitions: definitions } = sent(inputSchema, 'Finds.')
  const { it: defined } = JSON.parse(JSON.stringify(definitions))
  expect(String(description)).toMatch(/^Finds\./)
  return [defined.type, String(description).endsWith(`\nJSON Schema: ${JSON.stringify(inputSchema)}`)]
}

describe('a parameter', () => {
  it.each<[Json, string, boolean]>([
    [{ type: 'string' }, 'str', false],
    [{ type: 'integer', description: 'How many.' }, 'int', false],
    [{ type: 'number', title: 'Degrees' }, 'float', false],
    [{ type: 'boolean' }, 'bool', false],
    [{ type: 'array', items: { type: 'string' } }, 'list', true],
    [{ type: 'object', properties: {} }, 'dict', true],
    [{ type: 'string', enum: ['a', 'b'] }, 'str', true],
    [{ type: ['null', 'integer'] }, 'int', true],
    [{ type: 'toString' }, 'str', false],
    [{ $ref: '#/$defs/city' }, 'str', true],
    [true, 'str', false],
  ])('%j is %s', (schema, type, schemaToo) => expect(parameter(schema)).toEqual([type, schemaToo]))
})

describe('a tool', () => {
  it('is named, described and defined', () => {
    expect(
      sent(
        {
          type: 'object',
          properties: { city: { type: 'string', description: 'Where.' }, days: { type: 'integer' } },
          required: ['city'],
          additionalProperties: false,
        },
        'The weather.',
      ),
    ).toEqual({
      name: 'find_city',
      description: 'The weather.',
      parameter_definitions: {
        city: { description: 'Where.', type: 'str', required: true },
        days: { type: 'int', required: false },
      },
    })
  })

  it('without a description is described by its name, and without parameters defines none', () => {
    expect(sent({ type: 'object', properties: {} })).toEqual({ name: 'find_city', description: 'find-city' })
    expect(sent({ type: 'object' }, ' ')).toEqual({ name: 'find_city', description: 'find-city' })
  })

  it('that asks for more than its parameters say so says it in words', () => {
    const schema = { type: 'object', anyOf: [{ required: ['a'] }, { required: ['b'] }] }
    expect(sent(schema)['description']).toBe(`find-city\nJSON Schema: ${JSON.stringify(schema)}`)
  })
})
