import { isJsonObject, type JsonObject, maybeObject, maybeText, type ToolDefinition } from '@x/bedrock-core/family'

/** JSON Schema's types as Python's, which AWS's page on Command R asks for. */
const pythonTypes: ReadonlyMap<unknown, string> = new Map(
  Object.entries({
    string: 'str',
    integer: 'int',
    number: 'float',
    boolean: 'bool',
    array: 'list',
    object: 'dict',
  }),
)

const typeOf = ({ type }: JsonObject): string =>
  pythonTypes.get(Array.isArray(type) ? type.find((one) => one !== 'null') : type) ?? 'str'

/** What a definition has words for, in a parameter's schema and in a tool's. */
const ofParameter: readonly string[] = ['type', 'description', 'title']
const ofTool: readonly string[] = [...ofParameter, 'properties', 'required', 'additionalProperties', '$schema']

const says = (words: readonly string[], schema: JsonObject): boolean =>
  !Array.isArray(schema['type']) && Object.keys(schema).every((key) => words.includes(key))

/**
 * Writes a tool. Its description is mandatory, so a tool without one is described by its name; behind it stands the JSON
 * Schema, where that says more than definitions can.
 */
export const toolOf = ({ name, description, inputSchema }: ToolDefinition, wireName: string): JsonObject => {
  const { required } = inputSchema
  const parameters = Object.entries(maybeObject(inputSchema, 'properties') ?? {}).map(
    ([key, value]) => [key, isJsonObject(value) ? value : {}] as const,
  )
  const whole = says(ofTool, inputSchema) && parameters.every(([, schema]) => says(ofParameter, schema))
  const definitions = parameters.map(([key, schema]) => [
    key,
    {
      description: maybeText(schema, 'description'),
      type: typeOf(schema),
      required: Array.isArray(required) && required.includes(key),
    },
  ])
  return {
    name: wireName,
    description: `${description?.trim() || name}${whole ? '' : `\nJSON Schema: ${JSON.stringify(inputSchema)}`}`,
    parameter_definitions: definitions.length === 0 ? undefined : Object.fromEntries(definitions),
  }
}
