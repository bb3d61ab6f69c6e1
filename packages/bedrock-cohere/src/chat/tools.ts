import { isJsonObject, type JsonObject, maybeObject, maybeText, type ToolDefinition } from '@x/bedrock-core/family'

/** JSON Schema's types as Python's, which AWS's page on Command R asks for. */
const pythonTypes: Readonly<Record<string, string>> = {
  string: 'str',
  integer: 'int',
  number: 'float',
  boolean: 'bool',
  array: 'list',
  object: 'dict',
}

const typeOf = ({ type }: JsonObject): string => {
  const first = Array.isArray(type) ? type.find((one) => one !== 'null') : type
  return (typeof first === 'string' && Object.hasOwn(pythonTypes, first) ? pythonTypes[first] : undefined) ?? 'str'
}

/** What a definition has words for, in a parameter's schema and in a tool's. */
const said: readonly string[] = ['type', 'description', 'title']
const saidOfTool: readonly string[] = [
  ...said,
  'properties',
  'required',
  'additionalProperties',
  '$schema',
  '$defs',
  'definitions',
]

const without = (schema: JsonObject, keys: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(schema).filter(([key]) => !keys.includes(key)))

/** A description, and behind it the schema that no other member can say. */
const described = (text: string | undefined, schema: JsonObject): string | undefined =>
  Object.keys(schema).length === 0
    ? text
    : [...(text ? [text] : []), `JSON Schema: ${JSON.stringify(schema)}`].join('\n')

/** Definitions that a parameter points to. */
const sharedOf = (root: JsonObject, schema: JsonObject): JsonObject =>
  JSON.stringify(schema).includes('"$ref"') ? { $defs: root['$defs'], definitions: root['definitions'] } : {}

const parameterOf = (root: JsonObject, name: string): JsonObject => {
  const value = maybeObject(root, 'properties')?.[name]
  const schema = isJsonObject(value) ? value : {}
  const plain = Object.keys(without(schema, said)).length === 0 && !Array.isArray(schema['type'])
  const { required } = root
  return {
    description: described(
      maybeText(schema, 'description'),
      plain ? {} : { ...without(schema, ['description']), ...sharedOf(root, schema) },
    ),
    type: typeOf(schema),
    required: Array.isArray(required) && required.includes(name),
  }
}

/** Writes a tool. Its description is mandatory, so a tool without one is described by its name. */
export const toolOf = ({ name, description, inputSchema }: ToolDefinition, wireName: string): JsonObject => {
  const parameters = Object.keys(maybeObject(inputSchema, 'properties') ?? {})
  return {
    name: wireName,
    description: described(description?.trim() ? description : name, without(inputSchema, saidOfTool)),
    parameter_definitions:
      parameters.length === 0
        ? undefined
        : Object.fromEntries(parameters.map((parameter) => [parameter, parameterOf(inputSchema, parameter)])),
  }
}
