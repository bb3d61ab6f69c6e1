import { isJsonObject, type Json, type JsonObject } from '../speech/json.ts'
import { atPointer } from './pointer.ts'
import type { StandardIssue, StandardResult } from './standard.ts'

interface Place {
  readonly root: JsonObject
  readonly path: readonly PropertyKey[]
  readonly depth: number
  readonly issues: StandardIssue[]
}

/** One keyword: its value in the schema, the value it judges, and the schema it stands in. */
type Keyword = (rule: Json, value: unknown, place: Place, schema: JsonObject) => void

/** A schema may refer to itself without going down into the value. */
const deepest = 512

const complain = ({ issues, path }: Place, message: string): void => void issues.push({ message, path })

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const types: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: Number.isInteger,
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
  array: Array.isArray,
  object: isObject,
}

const same = (left: unknown, right: unknown): boolean => {
  if (left === right) return true
  if (Array.isArray(left) && Array.isArray(right))
    return left.length === right.length && left.every((item, index) => same(item, right[index]))
  if (!isObject(left) || !isObject(right)) return false
  const names = Object.keys(left)
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && same(left[name], right[name]))
  )
}

const issuesOf = (schema: Json, value: unknown, place: Place): readonly StandardIssue[] => {
  const issues: StandardIssue[] = []
  check(schema, value, { ...place, issues })
  return issues
}

const below = (place: Place, key: PropertyKey): Place => ({
  ...place,
  path: [...place.path, key],
  depth: place.depth + 1,
})

const list = (rule: Json): readonly Json[] => (Array.isArray(rule) ? rule : [])

/** A bound on a number that the value has, where it has one. */
const bound =
  (
    measure: (value: unknown) => number | undefined,
    holds: (size: number, limit: number) => boolean,
    words: string,
  ): Keyword =>
  (rule, value, place) => {
    const size = measure(value)
    if (typeof rule === 'number' && size !== undefined && !holds(size, rule))
      complain(place, `must be ${words} ${rule}`)
  }

const itself = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)
const characters = (value: unknown): number | undefined => (typeof value === 'string' ? [...value].length : undefined)
const entries = (value: unknown): number | undefined => (Array.isArray(value) ? value.length : undefined)
const atLeast = (size: number, limit: number): boolean => size >= limit
const atMost = (size: number, limit: number): boolean => size <= limit

const union =
  (fits: (count: number) => boolean, words: string): Keyword =>
  (rule, value, place) => {
    const failures = list(rule).map((choice) => issuesOf(choice, value, place))
    if (fits(failures.filter((issues) => issues.length === 0).length)) return
    complain(place, `must fit ${words} of ${failures.length} choices`)
  }

const keywords: Readonly<Record<string, Keyword>> = {
  $ref: (rule, value, place) => {
    const target = typeof rule === 'string' ? atPointer(place.root, rule) : undefined
    if (target === undefined) complain(place, `cannot be checked: the schema has no ${JSON.stringify(rule)}`)
    else check(target, value, { ...place, depth: place.depth + 1 })
  },
  type: (rule, value, place) => {
    const wanted = typeof rule === 'string' ? [rule] : list(rule)
    if (!wanted.some((type) => types[String(type)]?.(value))) complain(place, `must be ${wanted.join(' or ')}`)
  },
  enum: (rule, value, place) => {
    if (!list(rule).some((choice) => same(choice, value))) complain(place, `must be one of ${JSON.stringify(rule)}`)
  },
  const: (rule, value, place) => {
    if (!same(rule, value)) complain(place, `must be ${JSON.stringify(rule)}`)
  },
  anyOf: union((count) => count > 0, 'one'),
  oneOf: union((count) => count === 1, 'exactly one'),
  allOf: (rule, value, place) => {
    for (const part of list(rule)) check(part, value, place)
  },
  required: (rule, value, place) => {
    if (!isObject(value)) return
    for (const name of list(rule))
      if (!Object.hasOwn(value, String(name))) complain(below(place, String(name)), 'is missing')
  },
  properties: (rule, value, place) => {
    if (!isObject(value) || !isJsonObject(rule)) return
    for (const [name, member] of Object.entries(rule))
      if (member !== undefined && Object.hasOwn(value, name)) check(member, value[name], below(place, name))
  },
  additionalProperties: (rule, value, place, { properties, patternProperties }) => {
    if (!isObject(value) || patternProperties !== undefined) return
    const known = isJsonObject(properties) ? properties : {}
    for (const [name, member] of Object.entries(value))
      if (!Object.hasOwn(known, name)) check(rule, member, below(place, name))
  },
  items: (rule, value, place, { prefixItems }) => {
    if (!Array.isArray(value)) return
    // In draft-07 a list here is a tuple.
    if (Array.isArray(rule)) return keywords['prefixItems']?.(rule, value, place, {})
    const first = prefixItems === undefined ? 0 : list(prefixItems).length
    for (let index = first; index < value.length; index++) check(rule, value[index], below(place, index))
  },
  prefixItems: (rule, value, place) => {
    if (!Array.isArray(value)) return
    for (const [index, item] of list(rule).entries())
      if (index < value.length) check(item, value[index], below(place, index))
  },
  pattern: (rule, value, place) => {
    if (typeof rule === 'string' && typeof value === 'string' && !new RegExp(rule, 'u').test(value))
      complain(place, `must match ${rule}`)
  },
  minimum: bound(itself, atLeast, 'at least'),
  maximum: bound(itself, atMost, 'at most'),
  exclusiveMinimum: bound(itself, (size, limit) => size > limit, 'more than'),
  exclusiveMaximum: bound(itself, (size, limit) => size < limit, 'less than'),
  minLength: bound(characters, atLeast, 'in characters at least'),
  maxLength: bound(characters, atMost, 'in characters at most'),
  minItems: bound(entries, atLeast, 'in items at least'),
  maxItems: bound(entries, atMost, 'in items at most'),
}

const check = (schema: Json, value: unknown, place: Place): void => {
  if (schema === false) complain(place, 'is not expected')
  if (!isJsonObject(schema)) return
  if (place.depth > deepest) return complain(place, `is nested deeper than ${deepest} levels`)
  for (const [name, rule] of Object.entries(schema))
    if (rule !== undefined && Object.hasOwn(keywords, name)) keywords[name]?.(rule, value, place, schema)
}

/** Holds a value to plain JSON Schema. Keywords that the table does not know are passed over. */
export const checkJson = (schema: JsonObject, value: unknown): StandardResult<unknown> => {
  const issues = issuesOf(schema, value, { root: schema, path: [], depth: 0, issues: [] })
  return issues.length === 0 ? { value } : { issues }
}
