import { isJsonObject, type Json } from '@x/bedrock-core/ui'

export type Path = readonly (string | number)[]

/** The same value with one place changed; `undefined` takes a list's item out. */
export const changed = (value: Json | undefined, [key, ...rest]: Path, to: Json | undefined): Json => {
  if (key === undefined) return to ?? null
  if (typeof key === 'number') {
    const list: readonly Json[] = Array.isArray(value) ? value : []
    if (rest.length === 0 && to === undefined) return list.filter((_item, at) => at !== key)
    const item = changed(list[key], rest, to)
    return key < list.length ? list.map((one, at) => (at === key ? item : one)) : [...list, item]
  }
  return {
    ...(isJsonObject(value) ? value : {}),
    [key]: changed(isJsonObject(value) ? value[key] : undefined, rest, to),
  }
}

/** Where a value that grows is growing: its last member, all the way in. */
export const growingAt = (value: Json | undefined): Path => {
  if (Array.isArray(value)) return value.length === 0 ? [] : [value.length - 1, ...growingAt(value.at(-1))]
  if (!isJsonObject(value)) return []
  const last = Object.entries(value).at(-1)
  return last === undefined ? [] : [last[0], ...growingAt(last[1])]
}

/** `ingredients.0.amount` */
export const named = (path: Path): string => path.join('.')

/** `works_in` as `Works in`. */
export const titleOf = (name: string): string => {
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/[_-]+/g, ' ')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** An empty value of a schema. */
export const blankOf = (schema: Json | undefined): Json => {
  if (!isJsonObject(schema)) return ''
  const blanks: Readonly<Record<string, Json>> = { number: 0, integer: 0, boolean: false, array: [], object: {} }
  const { enum: words, type } = schema
  if (Array.isArray(words)) return (words as readonly Json[])[0] ?? ''
  return typeof type === 'string' ? (blanks[type] ?? '') : ''
}
