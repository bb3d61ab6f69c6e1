import type { BedrockError } from '../errors/bedrock-error.ts'
import { unreadable } from '../errors/unreadable.ts'
import { isJsonObject, type Json, type JsonObject } from '../speech/json.ts'

const malformed = (key: string, wanted: string): BedrockError<'malformed'> => unreadable(`"${key}" is not ${wanted}`)

/** A required object member. @throws BedrockError `malformed` */
export const readObject = (from: JsonObject, key: string): JsonObject => {
  const value = from[key]
  if (isJsonObject(value)) return value
  throw malformed(key, 'an object')
}

/** A required list member. @throws BedrockError `malformed` */
export const readList = (from: JsonObject, key: string): readonly Json[] => {
  const value = from[key]
  if (Array.isArray(value)) return value
  throw malformed(key, 'a list')
}

/** A required string member. @throws BedrockError `malformed` */
export const readText = (from: JsonObject, key: string): string => {
  const value = from[key]
  if (typeof value === 'string') return value
  throw malformed(key, 'a string')
}

/** A required number member. @throws BedrockError `malformed` */
export const readNumber = (from: JsonObject, key: string): number => {
  const value = from[key]
  if (typeof value === 'number') return value
  throw malformed(key, 'a number')
}

/** A string member, or undefined when absent, null or of another type. */
export const maybeText = (from: JsonObject, key: string): string | undefined => {
  const value = from[key]
  return typeof value === 'string' ? value : undefined
}

/** A number member, or undefined when absent, null or of another type. */
export const maybeNumber = (from: JsonObject, key: string): number | undefined => {
  const value = from[key]
  return typeof value === 'number' ? value : undefined
}

/** An object member, or undefined when absent, null or of another type. */
export const maybeObject = (from: JsonObject, key: string): JsonObject | undefined => {
  const value = from[key]
  return isJsonObject(value) ? value : undefined
}

/** The objects of a list member; an absent list is empty. */
export const objectsOf = (from: JsonObject, key: string): readonly JsonObject[] => {
  const value = from[key]
  return Array.isArray(value) ? value.filter(isJsonObject) : []
}

/** Members of one type by names of one's own; those of another are left out. */
const membersOf =
  <Value>(type: string) =>
  <const Name extends string>(
    from: JsonObject | undefined,
    names: Readonly<Record<Name, string>>,
  ): { readonly [Key in Name]?: Value } => {
    const found: { [Key in Name]?: Value } = {}
    for (const name in names) {
      const value = from?.[names[name]]
      if (typeof value === type) found[name] = value as Value
    }
    return found
  }

type MembersOf<Value> = <const Name extends string>(
  from: JsonObject | undefined,
  names: Readonly<Record<Name, string>>,
) => { readonly [Key in Name]?: Value }

/** Number members by names of one's own; what is no number is left out. */
export const numbersOf: MembersOf<number> = /* @__PURE__ */ membersOf<number>('number')

/** String members by names of one's own; what is no string is left out. */
export const textsOf: MembersOf<string> = /* @__PURE__ */ membersOf<string>('string')

/** A table's own row, by a name from the wire. */
export const rowOf = <Row>(table: Readonly<Record<string, Row>>, name: Json | undefined): Row | undefined =>
  typeof name === 'string' && Object.hasOwn(table, name) ? table[name] : undefined
