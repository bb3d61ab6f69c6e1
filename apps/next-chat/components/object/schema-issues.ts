import { isJsonObject, type Json, type JsonObject } from '@x/bedrock-core/ui'

const types: readonly Json[] = ['string', 'number', 'integer', 'boolean', 'array', 'object']
const mostDepth = 6
const mostFields = 80
export const mostSchemaCharacters = 16_000

/** A schema that a form can be made of, or what keeps it from being one, each with its place. */
export type CheckedSchema =
  | { readonly schema: JsonObject; readonly issues?: undefined }
  | { readonly schema?: undefined; readonly issues: readonly string[] }

const membersOf = (schema: JsonObject): readonly (readonly [string, Json])[] =>
  isJsonObject(schema['properties'])
    ? Object.entries(schema['properties']).flatMap(([name, member]) => (member === undefined ? [] : [[name, member]]))
    : []

const issuesIn = (schema: Json | undefined, path: string, depth: number): readonly string[] => {
  if (!isJsonObject(schema)) return [`${path} is not an object.`]
  if (depth > mostDepth) return [`${path} is nested deeper than ${mostDepth}.`]
  const { type, enum: words, items, required, properties } = schema
  if (words !== undefined)
    return Array.isArray(words) && words.length > 0 && words.every((word: Json) => typeof word === 'string')
      ? []
      : [`${path}.enum is not a list of texts.`]
  if (type === undefined) return [`${path} has no "type".`]
  if (!types.includes(type)) return [`${path}.type is ${JSON.stringify(type)}; a form knows ${types.join(', ')}.`]
  if (type === 'array') return issuesIn(items, `${path}.items`, depth + 1)
  if (type !== 'object') return []
  if (!isJsonObject(properties) || Object.keys(properties).length === 0) return [`${path}.properties is empty.`]
  const members = membersOf(schema)
  const unknown = (Array.isArray(required) ? required : []).filter(
    (name: Json) => !members.some(([known]) => known === name),
  )
  return [
    ...unknown.map((name: Json) => `${path}.required names ${JSON.stringify(name)}, which is no property.`),
    ...members.flatMap(([name, member]) => issuesIn(member, `${path}.${name}`, depth + 1)),
  ]
}

const fieldsIn = (schema: JsonObject): number => {
  const inner = [...membersOf(schema).map(([, member]) => member), schema['items']]
  return inner.reduce<number>((sum, member) => sum + (isJsonObject(member) ? 1 + fieldsIn(member) : 0), 0)
}

/** Checks a schema of which a form is to be made. */
export const checkSchema = (schema: Json | undefined): CheckedSchema => {
  if (!isJsonObject(schema) || schema['type'] !== 'object') return { issues: ['The schema’s "type" is not "object".'] }
  const issues = issuesIn(schema, 'schema', 0)
  if (issues.length > 0) return { issues: issues.slice(0, 5) }
  return fieldsIn(schema) > mostFields ? { issues: [`The schema has more than ${mostFields} fields.`] } : { schema }
}

/** The same for its text. */
export const readSchema = (text: string): CheckedSchema => {
  if (text.length > mostSchemaCharacters)
    return { issues: [`The schema is longer than ${mostSchemaCharacters.toLocaleString('en')} characters.`] }
  try {
    return checkSchema(JSON.parse(text) as Json)
  } catch (cause) {
    return { issues: [`Not JSON yet: ${cause instanceof Error ? cause.message : 'it cannot be read'}.`] }
  }
}
