import { isJsonObject, type Json, type JsonObject } from '../speech/json.ts'
import { atPointer } from './pointer.ts'

/**
 * Keywords that native structured output takes. Claude refuses the others (Anthropic's SDK moves them to the description
 * before sending), and a grammar of any model ignores them.
 */
const taken = new Set([
  'type',
  'properties',
  'required',
  'additionalProperties',
  'items',
  'enum',
  'const',
  'anyOf',
  '$ref',
  '$defs',
  'definitions',
  'title',
  'description',
  'default',
])

const formats = new Set(['date-time', 'time', 'date', 'duration', 'email', 'hostname', 'uri', 'ipv4', 'ipv6', 'uuid'])

const takes = (keyword: string, rule: Json | undefined): boolean =>
  taken.has(keyword) ||
  (keyword === 'format' && typeof rule === 'string' && formats.has(rule)) ||
  (keyword === 'minItems' && (rule === 0 || rule === 1))

/** What says nothing of a value. */
const silent = new Set(['$schema', '$id', '$comment', 'examples', 'propertyNames'])

/** zod's words for an integer. */
const isSafeBound = (keyword: string, rule: Json): boolean =>
  (keyword === 'minimum' && rule === Number.MIN_SAFE_INTEGER) ||
  (keyword === 'maximum' && rule === Number.MAX_SAFE_INTEGER)

/** Keywords whose members are schemas by name. */
const dictionaries = new Set(['properties', '$defs', 'definitions'])

/** What no list of members can say: objects with any names, tuples, any value. */
class NotStrict extends Error {}

/** Any of these leaves more open than a grammar can. `allOf` would, were each of its objects closed, allow nothing. */
const isOpen = (rules: JsonObject, types: readonly Json[]): boolean => {
  const { properties, additionalProperties: others, items } = rules
  if (types.includes('object') || properties !== undefined)
    return others === true || isJsonObject(others) || (properties === undefined && others !== false)
  if (types.includes('array')) return items === undefined || Array.isArray(items)
  return types.length === 0 && !['enum', 'const', 'anyOf', '$ref'].some((keyword) => rules[keyword] !== undefined)
}

const unsayable = ['allOf', 'prefixItems', 'patternProperties'] as const

const each = (rules: Json | undefined): Json =>
  Array.isArray(rules) ? rules.map((rule: Json) => strict(rule)) : strict(rules)

const member = (keyword: string, rule: Json): Json => {
  if (dictionaries.has(keyword) && isJsonObject(rule))
    return Object.fromEntries(Object.entries(rule).map(([name, schema]) => [name, strict(schema)]))
  return keyword === 'items' || keyword === 'anyOf' ? each(rule) : rule
}

/** Says in words what the grammar cannot hold the model to. */
const described = (description: Json | undefined, rest: JsonObject): string | undefined => {
  const words = Object.entries(rest).map(([keyword, rule]) => `${keyword}: ${JSON.stringify(rule)}`)
  const said = typeof description === 'string' ? [description] : []
  return words.length === 0 ? said[0] : [...said, `(${words.join(', ')})`].join(' ')
}

const strict = (schema: Json | undefined): JsonObject => {
  if (!isJsonObject(schema)) throw new NotStrict()
  const { oneOf, ...said }: JsonObject = schema
  const rules: JsonObject = oneOf === undefined || said['anyOf'] !== undefined ? said : { ...said, anyOf: oneOf }
  const types: readonly Json[] = Array.isArray(rules['type']) ? rules['type'] : [rules['type'] ?? []].flat()
  if (isOpen(rules, types) || unsayable.some((keyword) => rules[keyword] !== undefined)) throw new NotStrict()
  const entries = Object.entries(rules).filter(
    (entry): entry is [string, Json] => entry[1] !== undefined && !silent.has(entry[0]),
  )
  const kept = entries.filter(([keyword, rule]) => takes(keyword, rule))
  const rest = Object.fromEntries(
    entries.filter(([keyword, rule]) => !takes(keyword, rule) && !isSafeBound(keyword, rule)),
  )
  const description = described(rules['description'], rest)
  return {
    ...Object.fromEntries(kept.map(([keyword, rule]) => [keyword, member(keyword, rule)])),
    ...(description === undefined ? {} : { description }),
    ...(types.includes('object') || rules['properties'] !== undefined ? { additionalProperties: false } : {}),
  }
}

/** The references of a schema and of what they name lead back to where they came from. */
const goesRound = (root: JsonObject, schema: Json | undefined, above: readonly string[]): boolean => {
  if (Array.isArray(schema)) return schema.some((item: Json) => goesRound(root, item, above))
  if (!isJsonObject(schema)) return false
  return Object.entries(schema).some(([keyword, rule]) => {
    if (keyword !== '$ref' || typeof rule !== 'string')
      return keyword !== '$defs' && keyword !== 'definitions' && goesRound(root, rule, above)
    return rule === '#' || above.includes(rule) || goesRound(root, atPointer(root, rule), [...above, rule])
  })
}

/**
 * The schema as native structured output takes it: every object closed, rules that a grammar has no words for moved into the
 * description. Undefined for what it cannot say at all: objects with any names, tuples, intersections, any value, and
 * schemas that contain themselves.
 */
export const strictSchema = (schema: JsonObject): JsonObject | undefined => {
  if (goesRound(schema, schema, [])) return undefined
  try {
    return strict(schema)
  } catch (cause) {
    if (cause instanceof NotStrict) return undefined
    throw cause
  }
}
