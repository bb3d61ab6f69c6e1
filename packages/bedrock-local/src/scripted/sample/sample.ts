import { isJsonObject, type Json, type JsonObject, maybeNumber, maybeObject } from '@x/bedrock-core/family'
import { numberFor } from './number.ts'
import type { Place } from './place.ts'
import { textFor } from './text.ts'

const listIn = (schema: JsonObject, key: string): readonly Json[] | undefined => {
  const value = schema[key]
  return Array.isArray(value) && value.length > 0 ? value : undefined
}

/** The choice that the prompt names; in a list one after the other; else one from the middle. */
const chosen = (choices: readonly Json[], { prompt, at }: Place): Json => {
  if (at !== undefined) return choices[at % choices.length] ?? null
  const named = choices.find((choice) => prompt.toLowerCase().includes(String(choice).toLowerCase()))
  return named ?? choices[Math.floor((choices.length - 1) / 2)] ?? null
}

/** Three items where the schema says nothing of their number. */
const itemsOf = (schema: JsonObject, place: Place): readonly Json[] => {
  const least = maybeNumber(schema, 'minItems') ?? 0
  const count = Math.min(Math.max(3, least), maybeNumber(schema, 'maxItems') ?? Number.POSITIVE_INFINITY)
  const items = maybeObject(schema, 'items') ?? {}
  return Array.from({ length: count }, (_, at) => valueAt(items, { ...place, at }))
}

const typeOf = (schema: JsonObject): Json | undefined => {
  const said = schema['type']
  if (said === undefined && schema['properties'] !== undefined) return 'object'
  return Array.isArray(said) ? said.find((candidate: Json) => candidate !== 'null') : said
}

const valueAt = (schema: JsonObject, place: Place): Json => {
  const { const: constant, default: preset } = schema
  if (constant !== undefined) return constant
  const choices = listIn(schema, 'enum')
  if (choices !== undefined) return chosen(choices, place)
  if (preset !== undefined) return preset
  const examples = listIn(schema, 'examples')
  if (examples !== undefined) return examples[(place.at ?? 0) % examples.length] ?? null
  const [first] = listIn(schema, 'anyOf') ?? listIn(schema, 'oneOf') ?? listIn(schema, 'allOf') ?? []
  if (isJsonObject(first)) return valueAt(first, place)
  const type = typeOf(schema)
  if (type === 'object') return objectAt(schema, place)
  if (type === 'array') return itemsOf(schema, place)
  if (type === 'number' || type === 'integer') return numberFor({ ...schema, type }, place)
  if (type === 'boolean') return true
  return type === 'null' ? null : textFor(schema, place)
}

/** Every required member; all members where none is required. */
const objectAt = (schema: JsonObject, place: Place): JsonObject => {
  const properties = Object.entries(maybeObject(schema, 'properties') ?? {})
  const required = listIn(schema, 'required') ?? []
  const wanted = required.length === 0 ? properties : properties.filter(([name]) => required.includes(name))
  let beside = ''
  return Object.fromEntries(
    wanted.flatMap(([name, member]) => {
      if (!isJsonObject(member)) return []
      const value = valueAt(member, { ...place, name, parent: place.name, beside })
      if (listIn(member, 'enum') !== undefined) beside = `${beside} ${String(value)}`.trim()
      return [[name, value]]
    }),
  )
}

const top = (schema: JsonObject, prompt: string): Place => ({
  name: '',
  parent: '',
  beside: '',
  about: Object.keys(maybeObject(schema, 'properties') ?? {}).join(' '),
  prompt,
  used: new Set(),
})

/**
 * A value that a JSON Schema accepts, made of what the prompt says and of what often stands under such names: always the same
 * for the same prompt. Knows types, enums, unions, required members, items, formats and plain bounds; not patterns or references.
 */
export const sample = (schema: JsonObject, prompt: string): Json => valueAt(schema, top(schema, prompt))

/** The same of an object: what the scripted answerer puts into tool calls. */
export const sampleObject = (schema: JsonObject, prompt: string): JsonObject => objectAt(schema, top(schema, prompt))
