import { isJsonObject, type Json } from '@x/bedrock-core/family'

/** JSON text that is the same for the same value, whatever the order of its keys. */
export const canonical = (value: Json | undefined): string => {
  if (Array.isArray(value)) return `[${value.map((item: Json) => canonical(item)).join(',')}]`
  if (!isJsonObject(value)) return JSON.stringify(value ?? null)
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)
  return `{${members.join(',')}}`
}

/** A place where two values differ. */
export interface Difference {
  /** Such as `messages[0].content[0].text`. */
  readonly path: string
  readonly asked: Json | undefined
  readonly recorded: Json | undefined
}

/** Every place where two values differ. */
export const differences = (asked: Json | undefined, recorded: Json | undefined, path = ''): Difference[] => {
  if (isJsonObject(asked) && isJsonObject(recorded)) {
    const keys = new Set([...Object.keys(asked), ...Object.keys(recorded)])
    return [...keys].flatMap((key) => differences(asked[key], recorded[key], path === '' ? key : `${path}.${key}`))
  }
  if (Array.isArray(asked) && Array.isArray(recorded)) {
    const length = Math.max(asked.length, recorded.length)
    return Array.from({ length }, (_, at) => differences(asked[at], recorded[at], `${path}[${at}]`)).flat()
  }
  return canonical(asked) === canonical(recorded) ? [] : [{ path: path || 'the body', asked, recorded }]
}

const shown = (value: Json | undefined): string => {
  const text = value === undefined ? 'nothing' : JSON.stringify(value)
  return text.length > 80 ? `${text.slice(0, 77)}…` : text
}

/** A difference for a reader. */
export const told = ({ path, asked, recorded }: Difference): string =>
  `${path}: asked ${shown(asked)}, recorded ${shown(recorded)}`
