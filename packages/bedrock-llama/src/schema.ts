import { isJsonObject, type Json, type JsonObject } from '@x/bedrock-core/family'

/** Members of a schema whose own members are names, not keywords. */
const named: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  '$defs',
  'definitions',
  'dependentSchemas',
])

/** Members of a schema that hold values, not schemas. */
const values: ReadonlySet<string> = new Set(['enum', 'const', 'default', 'examples'])

const mapped = (from: JsonObject, change: (value: Json, key: string) => Json): JsonObject =>
  Object.fromEntries(
    Object.entries(from).map(([key, value]) => [key, value === undefined ? undefined : change(value, key)]),
  )

const within = (value: Json, key = ''): Json => {
  if (values.has(key)) return value
  if (Array.isArray(value)) return value.map((item) => within(item))
  if (!isJsonObject(value)) return value
  return named.has(key) ? mapped(value, (schema) => within(schema)) : withoutAdditionalProperties(value)
}

/** Llama answers nothing at all when a tool's schema speaks of `additionalProperties` (seen by ReqLLM on the live service). */
export const withoutAdditionalProperties = (schema: JsonObject): JsonObject => {
  const { additionalProperties: _left, ...rest } = schema
  return mapped(rest, within)
}
