import { isJsonObject, type Json, type JsonObject } from '../speech/json.ts'

const definitions = ['$defs', 'definitions'] as const

const moved = (schema: Json, place: string): Json => {
  if (Array.isArray(schema)) return schema.map((item: Json) => moved(item, place))
  return isJsonObject(schema) ? withMoved(schema, place) : schema
}

/** References from the root's own parts now go by way of its new place. */
const withMoved = (schema: JsonObject, place: string): JsonObject =>
  Object.fromEntries(
    Object.entries(schema).map(([name, member]) => {
      if (member === undefined) return [name, member]
      const own = name === '$ref' && typeof member === 'string' && /^#(\/|$)/.test(member)
      const shared = own && definitions.some((list) => String(member).startsWith(`#/${list}/`))
      return [name, own && !shared ? place + String(member).slice(1) : moved(member, place)]
    }),
  )

/**
 * An object with one member that fits a schema, alone or in a list: for values that are no objects. Definitions stay at the
 * root, where services look for them.
 */
export const wrapSchema = (schema: JsonObject, name: string, inList: boolean): JsonObject => {
  const place = `#/properties/${name}${inList ? '/items' : ''}`
  const { $schema: _, ...rest } = withMoved(schema, place)
  const { $defs, definitions: older, ...value } = rest
  return {
    type: 'object',
    properties: { [name]: inList ? { type: 'array', items: value } : value },
    required: [name],
    additionalProperties: false,
    ...($defs === undefined ? {} : { $defs }),
    ...(older === undefined ? {} : { definitions: older }),
  }
}
