import { expect, it } from 'vitest'
import { withoutAdditionalProperties } from './schema.ts'

it('takes additionalProperties out of schemas, and leaves names and values alone', () => {
  expect(
    withoutAdditionalProperties({
      type: 'object',
      additionalProperties: false,
      properties: {
        additionalProperties: { type: 'boolean' },
        list: { type: 'array', items: { type: 'object', additionalProperties: true } },
        either: { anyOf: [{ additionalProperties: { type: 'string' } }, { type: 'null' }] },
        fixed: { const: { additionalProperties: 1 }, default: { additionalProperties: 2 } },
      },
      $defs: { one: { additionalProperties: false, required: ['additionalProperties'] } },
    }),
  ).toEqual({
    type: 'object',
    properties: {
      additionalProperties: { type: 'boolean' },
      list: { type: 'array', items: { type: 'object' } },
      either: { anyOf: [{}, { type: 'null' }] },
      fixed: { const: { additionalProperties: 1 }, default: { additionalProperties: 2 } },
    },
    $defs: { one: { required: ['additionalProperties'] } },
  })
})
