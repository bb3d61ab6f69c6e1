import { isJsonObject, type Json } from '../../speech/json.ts'

/** JSON with its keys in order, so that a store that sorts them changes nothing. */
export const canonical = (value: Json): string => {
  if (Array.isArray(value)) return `[${value.map((item: Json) => canonical(item)).join()}]`
  if (!isJsonObject(value)) return JSON.stringify(value)
  const members = Object.entries(value).flatMap(([key, member]) =>
    member === undefined ? [] : [`${JSON.stringify(key)}:${canonical(member)}`],
  )
  return `{${members.sort().join()}}`
}
