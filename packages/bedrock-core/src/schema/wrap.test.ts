import { expect, it } from 'vitest'
import type { Json, JsonObject } from '../speech/json.ts'
import { checkJson } from './check-json.ts'
import { wrapSchema } from './wrap.ts'

const tree = {
  type: 'object',
  properties: { kids: { type: 'array', items: { $ref: '#' } } },
  required: ['kids'],
  additionalProperties: false,
}

/** A schema, what it takes and what it refuses: wrapped, it must take and refuse the same. */
it.each<[string, JsonObject, Json, Json]>([
  ['no reference', { $schema: 'x', type: 'string' }, 'a', 1],
  ['the root', tree, { kids: [{ kids: [] }] }, { kids: [{ kids: 1 }] }],
  [
    'a part of the root',
    { type: 'array', prefixItems: [{ type: 'string' }, { $ref: '#/prefixItems/0' }] },
    ['a', 'b'],
    ['a', 1],
  ],
  [
    'a definition',
    { $ref: '#/$defs/a', $defs: { a: { type: 'array', items: { $ref: '#/$defs/a' } } } },
    [[], [[]]],
    [[1]],
  ],
  ['an older definition', { items: { $ref: '#/definitions/a' }, definitions: { a: { type: 'null' } } }, [null], [1]],
])('a wrapped schema with references to %s means the same', (_, schema, takes, refuses) => {
  expect(checkJson(schema, takes)).toEqual({ value: takes })
  expect(checkJson(schema, refuses)).toHaveProperty('issues')
  const alone = wrapSchema(schema, 'value', false)
  expect(checkJson(alone, { value: takes })).toEqual({ value: { value: takes } })
  expect(checkJson(alone, { value: refuses })).toHaveProperty('issues')
  const listed = wrapSchema(schema, 'elements', true)
  expect(checkJson(listed, { elements: [takes, takes] })).toEqual({ value: { elements: [takes, takes] } })
  expect(checkJson(listed, { elements: [takes, refuses] })).toHaveProperty('issues')
  for (const wrapped of [alone, listed]) {
    expect(wrapped).toMatchObject({ type: 'object', additionalProperties: false })
    expect(JSON.stringify(wrapped)).not.toContain('$schema')
  }
})
