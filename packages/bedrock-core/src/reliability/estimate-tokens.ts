import type { Json, JsonObject } from '../speech/json.ts'

/** Base64 has no spaces; words do long before this. */
const media = /^[A-Za-z0-9+/=]{1000}/
/** What an image or a page costs, roughly; the true count is known after the answer. */
const mediaTokens = 1600
const charactersPerToken = 4

const tokensOf = (value: Json | undefined): number => {
  if (typeof value === 'string') return media.test(value) ? mediaTokens : value.length / charactersPerToken
  if (typeof value !== 'object' || value === null) return 0
  let sum = 0
  for (const member of Array.isArray(value) ? value : Object.values(value)) sum += tokensOf(member)
  return sum
}

/** The tokens of a request's body, guessed from its texts. */
export const estimateTokens = (body: JsonObject): number => Math.ceil(tokensOf(body))
