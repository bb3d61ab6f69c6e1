import { isJsonObject, type Json, type JsonObject } from '../../speech/json.ts'
import { refusal } from './refusal.ts'

/** A member that may be missing. */
export type Value = Json | undefined

export const object = (value: Value, where: string): JsonObject => {
  if (isJsonObject(value)) return value
  throw refusal(`${where} is not an object.`)
}

export const text = (value: Value, where: string, most: number = Number.POSITIVE_INFINITY): string => {
  if (typeof value === 'string' && value.length <= most) return value
  throw refusal(`${where} is not a text, or too long.`)
}

export const oneOf = <Name extends string>(value: Value, where: string, names: readonly Name[]): Name => {
  const found = names.find((name) => name === value)
  if (found !== undefined) return found
  throw refusal(`${where} is not one of ${names}.`)
}

export const listOf = <Item>(
  value: Value,
  where: string,
  most: number,
  read: (item: Json, where: string) => Item,
): readonly Item[] => {
  if (Array.isArray(value) && value.length <= most)
    return value.map((item: Json, index) => read(item, `${where}[${index}]`))
  throw refusal(`${where} is not a list of at most ${most}.`)
}
