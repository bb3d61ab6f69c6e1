import { isJsonObject, type Json, type JsonObject, maybeNumber, maybeObject, maybeText } from '@x/bedrock-core/family'

/** Words of a prompt that begin with a capital, after its first word: mostly names. */
export const namesIn = (prompt: string): string[] =>
  (prompt.match(/(?<=\S\s+)\p{Lu}[\p{L}'-]+(?:\s+\p{Lu}[\p{L}'-]+)*/gu) ?? []).filter((name) => name !== 'I')

/** Arithmetic of a prompt, such as `20 - 12`. */
const expressionIn = (prompt: string): string | undefined =>
  /[\d(][\d.() ]{0,40}[-+*/][-+*/\d.() ]{0,80}[\d)]/.exec(prompt)?.[0]

const textFor = (schema: JsonObject, name: string, prompt: string): string => {
  const formats: Readonly<Record<string, string>> = {
    date: '2026-01-31',
    'date-time': '2026-01-31T12:00:00Z',
    email: 'someone@example.com',
    uri: 'https://example.com/',
    uuid: '00000000-0000-4000-8000-000000000000',
  }
  const expression = name === 'expression' ? expressionIn(prompt) : undefined
  const text = formats[maybeText(schema, 'format') ?? ''] ?? expression ?? namesIn(prompt)[0] ?? `sample ${name}`
  return text
    .padEnd(maybeNumber(schema, 'minLength') ?? 0, '.')
    .slice(0, maybeNumber(schema, 'maxLength') ?? text.length)
}

const numberFor = (schema: JsonObject, prompt: string): number => {
  const said = Number(/-?\d+(?:\.\d+)?/.exec(prompt)?.[0] ?? 1)
  const least = maybeNumber(schema, 'minimum') ?? Number.NEGATIVE_INFINITY
  const most = maybeNumber(schema, 'maximum') ?? Number.POSITIVE_INFINITY
  const bounded = Math.min(most, Math.max(least, said))
  return schema['type'] === 'integer' ? Math.trunc(bounded) : bounded
}

/**
 * A value that a JSON Schema accepts, with names and numbers taken from the prompt: what the scripted answerer puts into tool
 * calls. Knows types, enums, unions, required members, items and plain bounds; not patterns or references.
 */
export const sample = (schema: JsonObject, name: string, prompt: string): Json => {
  const { enum: choices, const: constant, default: preset } = schema
  if (constant !== undefined) return constant
  if (Array.isArray(choices) && choices.length > 0)
    return choices.find((choice: Json) => prompt.includes(String(choice))) ?? choices[0]
  if (preset !== undefined) return preset
  const union = [schema['anyOf'], schema['oneOf'], schema['allOf']].find((candidate) => Array.isArray(candidate))
  const first: Json | undefined = Array.isArray(union) ? union[0] : undefined
  if (isJsonObject(first)) return sample(first, name, prompt)
  const said = schema['type']
  const type: Json | undefined = Array.isArray(said) ? said.find((candidate: Json) => candidate !== 'null') : said
  if (type === 'object' || schema['properties'] !== undefined) return sampleObject(schema, prompt)
  if (type === 'array') {
    const count = Math.max(1, maybeNumber(schema, 'minItems') ?? 1)
    return Array.from({ length: count }, () => sample(maybeObject(schema, 'items') ?? {}, name, prompt))
  }
  if (type === 'number' || type === 'integer') return numberFor({ ...schema, type }, prompt)
  if (type === 'boolean') return true
  return type === 'null' ? null : textFor(schema, name, prompt)
}

/** An object with every required member; with all members where none is required. */
export const sampleObject = (schema: JsonObject, prompt: string): JsonObject => {
  const properties = Object.entries(maybeObject(schema, 'properties') ?? {})
  const listed = schema['required']
  const required: readonly Json[] = Array.isArray(listed) ? listed : []
  const wanted = required.length === 0 ? properties : properties.filter(([name]) => required.includes(name))
  return Object.fromEntries(
    wanted.flatMap(([name, member]) => (isJsonObject(member) ? [[name, sample(member, name, prompt)]] : [])),
  )
}
