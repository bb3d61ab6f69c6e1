import { isJsonObject, type Json, type JsonObject, maybeText, objectsOf } from '@x/bedrock-core/family'

/** The first of `rules` that a value breaks says so. */
export type Rule<Value> = (value: Value) => string | undefined

/** What the first broken rule says. */
export const firstBroken = <Value>(rules: readonly Rule<Value>[], value: Value): string | undefined => {
  for (const rule of rules) {
    const said = rule(value)
    if (said !== undefined) return said
  }
  return undefined
}

/** The text of a content that is a string or a list of `{text}` blocks. */
export const textIn = (content: Json | undefined): string => {
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) return ''
  return content
    .map((block: Json) =>
      isJsonObject(block) ? (maybeText(block, 'text') ?? '') : typeof block === 'string' ? block : '',
    )
    .filter((text) => text !== '')
    .join('\n')
}

/** The content of a message as blocks; a plain string is one text block. */
export const blocksOf = (message: JsonObject): readonly JsonObject[] => {
  const content = message['content']
  return typeof content === 'string' ? [{ type: 'text', text: content }] : objectsOf(message, 'content')
}

/** JSON text as an object; anything else is {}. */
export const objectFrom = (text: string): JsonObject => {
  try {
    const value: Json = JSON.parse(text)
    return isJsonObject(value) ? value : {}
  } catch {
    return {}
  }
}
