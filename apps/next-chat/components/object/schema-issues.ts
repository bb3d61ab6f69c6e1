import { isJsonObject, type Json, type JsonObject } from '@x/bedrock-core/ui'
import { type JsonPath, jsonPlaces } from './json-places.ts'

const types: readonly Json[] = ['string', 'number', 'integer', 'boolean', 'array', 'object']
const mostDepth = 6
const mostFields = 80
export const mostSchemaCharacters = 16_000

/** What keeps a schema from being made a form, and where. */
export interface Issue {
  readonly words: string
  readonly path: JsonPath
}

type Checked<Issues> =
  | { readonly schema: JsonObject; readonly issues?: undefined }
  | { readonly schema?: undefined; readonly issues: readonly Issues[] }

/** An issue of a schema's text. */
export interface LineIssue {
  readonly words: string
  /** The first is 1; absent: all of it. */
  readonly line?: number
}

export type CheckedSchema = Checked<Issue>
export type ReadSchema = Checked<LineIssue>

const membersOf = (schema: JsonObject): readonly (readonly [string, Json])[] =>
  isJsonObject(schema['properties'])
    ? Object.entries(schema['properties']).flatMap(([name, member]) => (member === undefined ? [] : [[name, member]]))
    : []

/** `schema.a.items`, for the path `properties.a.items`. */
const nameOf = (path: JsonPath): string =>
  ['schema', ...path.filter((key, at) => key !== 'properties' || path[at + 1] === undefined)].join('.')

const issuesIn = (schema: Json | undefined, path: JsonPath): readonly Issue[] => {
  const issue = (words: string, ...more: JsonPath): Issue => {
    const at = [...path, ...more]
    return { words: `${nameOf(at)} ${words}`, path: at }
  }
  if (schema === undefined) return [issue('is missing.')]
  if (!isJsonObject(schema)) return [issue('is not an object.')]
  if (path.filter((key) => key === 'properties' || key === 'items').length > mostDepth)
    return [issue(`is nested deeper than ${mostDepth}.`)]
  const { type, enum: words, items, required, properties } = schema
  if (words !== undefined)
    return Array.isArray(words) && words.length > 0 && words.every((word: Json) => typeof word === 'string')
      ? []
      : [issue('is not a list of texts.', 'enum')]
  if (type === undefined) return [issue('has no "type".')]
  if (!types.includes(type)) return [issue(`is ${JSON.stringify(type)}; a form knows ${types.join(', ')}.`, 'type')]
  if (type === 'array') return issuesIn(items, [...path, 'items'])
  if (type !== 'object') return []
  if (!isJsonObject(properties) || Object.keys(properties).length === 0) return [issue('is empty.', 'properties')]
  const members = membersOf(schema)
  const named: readonly Json[] = Array.isArray(required) ? required : []
  return [
    ...named.flatMap((name: Json, at) =>
      members.some(([known]) => known === name)
        ? []
        : [
            {
              ...issue(`names ${JSON.stringify(name)}, which is no property.`, 'required'),
              path: [...path, 'required', at],
            },
          ],
    ),
    ...members.flatMap(([name, member]) => issuesIn(member, [...path, 'properties', name])),
  ]
}

const fieldsIn = (schema: JsonObject): number => {
  const inner = [...membersOf(schema).map(([, member]) => member), schema['items']]
  return inner.reduce<number>((sum, member) => sum + (isJsonObject(member) ? 1 + fieldsIn(member) : 0), 0)
}

/** Checks a schema of which a form is to be made. */
export const checkSchema = (schema: Json | undefined): CheckedSchema => {
  if (!isJsonObject(schema) || schema['type'] !== 'object')
    return { issues: [{ words: 'The schema’s "type" is not "object".', path: ['type'] }] }
  const issues = issuesIn(schema, [])
  if (issues.length > 0) return { issues: issues.slice(0, 5) }
  return fieldsIn(schema) > mostFields
    ? { issues: [{ words: `The schema has more than ${mostFields} fields.`, path: [] }] }
    : { schema }
}

/** The same for its text: each issue with its line. */
export const readSchema = (text: string): ReadSchema => {
  if (text.length > mostSchemaCharacters)
    return { issues: [{ words: `The schema is longer than ${mostSchemaCharacters.toLocaleString('en')} characters.` }] }
  const { lineOf, broken } = jsonPlaces(text)
  if (broken !== undefined) return { issues: [broken] }
  const checked = checkSchema(JSON.parse(text) as Json)
  return checked.issues === undefined
    ? checked
    : { issues: checked.issues.map(({ words, path }) => ({ words, line: lineOf(path) })) }
}
