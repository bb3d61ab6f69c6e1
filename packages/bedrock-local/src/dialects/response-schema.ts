import { isJsonObject, type Json, type JsonObject, maybeObject, maybeText } from '@x/bedrock-core/family'

const at = (from: JsonObject, ...path: readonly string[]): JsonObject | undefined =>
  path.reduce<JsonObject | undefined>((value, key) => value && maybeObject(value, key), from)

const parsed = (text: string | undefined): JsonObject | undefined => {
  try {
    const value: Json = JSON.parse(text ?? '')
    return isJsonObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Where each wire form keeps the schema of a structured answer: Converse as a string of JSON, Claude, OpenAI. */
const places: readonly ((body: JsonObject) => JsonObject | undefined)[] = [
  (body) => parsed(maybeText(at(body, 'outputConfig', 'textFormat', 'structure', 'jsonSchema') ?? {}, 'schema')),
  (body) => at(body, 'output_config', 'format', 'schema') ?? at(body, 'output_format', 'schema'),
  // The AI SDK asks Claude in its own words through Converse.
  (body) => at(body, 'additionalModelRequestFields', 'output_config', 'format', 'schema'),
  (body) => at(body, 'response_format', 'json_schema', 'schema'),
]

/** The JSON Schema that the answer has to fit; undefined where none was asked for. */
export const responseSchemaOf = (body: JsonObject): JsonObject | undefined => {
  for (const place of places) {
    const schema = place(body)
    if (schema !== undefined) return schema
  }
  return undefined
}
