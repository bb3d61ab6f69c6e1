import { isJsonObject, type Json } from '@x/bedrock-core/family'

const scrubbed = '(scrubbed)'
/** The account id of AWS's own examples. */
const nobody = '123456789012'

/** What must not be kept, and what stands in its place. */
const secrets: readonly (readonly [pattern: RegExp, instead: string])[] = [
  // Users, roles and sessions are named after people.
  [/(arn:aws[\w-]*:(?:iam|sts)::)\d{12}:[\w+=,.@/-]+/g, `$1${nobody}:${scrubbed}`],
  [/(arn:aws[\w-]*:[\w-]*:[\w-]*:)\d{12}(?=:)/g, `$1${nobody}`],
  [/\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{12,}\b/g, scrubbed],
  [/\bABSK[A-Za-z0-9+/=]{20,}/g, scrubbed],
  [/\bbedrock-api-key-[A-Za-z0-9+/=_-]+/g, scrubbed],
  [/\bBearer\s+[\w.~+/=-]{8,}/gi, `Bearer ${scrubbed}`],
  [/\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]+/g, scrubbed],
  [/(X-Amz-(?:Signature|Security-Token|Credential)=)[^&\s"'\\]+/gi, `$1${scrubbed}`],
  [/\b(account(?:[ _-]?id)?["']?\s*[:=]?\s*["']?)\d{12}\b/gi, `$1${nobody}`],
]

/** A text without what proves or names a caller: keys, tokens, account ids in ARNs, names of users and roles. */
export const scrubText = (text: string): string =>
  secrets.reduce((sofar, [pattern, instead]) => sofar.replace(pattern, instead), text)

/** The same value with every text in it scrubbed, keys too. */
export const scrubJson = (value: Json): Json => {
  if (typeof value === 'string') return scrubText(value)
  if (Array.isArray(value)) return value.map((item: Json) => scrubJson(item))
  if (!isJsonObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [scrubText(key), member && scrubJson(member)]))
}

/** A body's text; where it is JSON, escapes cannot hide anything. What holds nothing secret stays as it came. */
export const scrubBody = (text: string): string => {
  try {
    const value: Json = JSON.parse(text)
    const clean = JSON.stringify(scrubJson(value))
    return clean === JSON.stringify(value) ? text : clean
  } catch {
    return scrubText(text)
  }
}
