import { expect, test } from 'vitest'
import { blankOf, changed, growingAt, named, titleOf } from './paths.ts'
import { presets } from './presets.ts'
import { checkSchema, readSchema } from './schema-issues.ts'

const nested = (depth: number): string =>
  depth === 0 ? '{"type":"string"}' : `{"type":"object","properties":{"in":${nested(depth - 1)}}}`

test.each([
  ['[]', 'The schema’s "type" is not "object".'],
  ['{"type":"object"}', 'schema.properties is empty.'],
  ['{"type":"object","properties":{"a":{}}}', 'schema.a has no "type".'],
  ['{"type":"object","properties":{"a":{"type":"array"}}}', 'schema.a.items is missing.'],
  ['{"type":"object","properties":{"a":{"enum":[1]}}}', 'schema.a.enum is not a list of texts.'],
  ['{"type":"object","properties":{"a":{"type":"string"}},"required":["b"]}', 'schema.required names "b"'],
  [nested(8), 'nested deeper than 6'],
  ['{', 'The text ends'],
  [' '.repeat(20_000), 'longer than 16,000'],
])('%s: %s', (text, issue) => {
  expect(
    readSchema(text)
      .issues?.map(({ words }) => words)
      .join(),
  ).toContain(issue)
})

test.each([
  ['{\n"type": "object",\n"properties": {\n"a": {\n"type": "strin"\n}}}', 5],
  ['{\n"type": "object",\n"properties": {\n"a": {\n}}}', 4],
  ['{\n"type": "object",\n"properties": { "a": { "type": "string" } },\n"required": [\n"a",\n"b"]}', 6],
  ['{\n"type": "array"}', 2],
  ['{\n"type": "object"\n"properties": {}}', 2],
])('%j: the issue is on line %i', (text, line) => {
  expect(readSchema(text).issues?.map((issue) => issue.line)).toEqual([line])
})

test('more fields than a form can hold are refused', () => {
  const properties = Object.fromEntries(Array.from({ length: 81 }, (_, at) => [`f${at}`, { type: 'string' }]))
  expect(checkSchema({ type: 'object', properties }).issues).toMatchObject([
    { words: 'The schema has more than 80 fields.' },
  ])
})

test.each(presets)('the preset $name is a schema of a form', ({ schema }) => {
  expect(checkSchema(schema)).toEqual({ schema })
})

test('one place is changed, and nothing else is another object', () => {
  const value = { a: [{ b: 1 }, { b: 2 }], c: { d: 3 } }
  const next = changed(value, ['a', 1, 'b'], 9)
  expect(next).toEqual({ a: [{ b: 1 }, { b: 9 }], c: { d: 3 } })
  expect((next as typeof value).c).toBe(value.c)
  expect((next as typeof value).a[0]).toBe(value.a[0])
  expect(changed(value, ['a', 0], undefined)).toEqual({ a: [{ b: 2 }], c: { d: 3 } })
  expect(changed(value, ['a', 2], { b: 3 })).toMatchObject({ a: [{ b: 1 }, { b: 2 }, { b: 3 }] })
  expect(changed(undefined, ['a', 0], 'new')).toEqual({ a: ['new'] })
})

test('a value grows at its last member', () => {
  expect(named(growingAt({ a: 'x', list: [{ b: 1 }, { b: 2, c: 'half' }] }))).toBe('list.1.c')
  expect(growingAt('text')).toEqual([])
})

test.each([
  [{ type: 'integer' }, 0],
  [{ enum: ['b', 'c'] }, 'b'],
  [{ type: 'array' }, []],
  [{ type: 'string' }, ''],
])('the blank of %j is %j', (schema, blank) => {
  expect(blankOf(schema)).toEqual(blank)
})

test.each([
  ['works_in', 'Works in'],
  ['dueDate', 'Due date'],
  ['a', 'A'],
])('%s is shown as %s', (name, title) => {
  expect(titleOf(name)).toBe(title)
})
