import { isJsonObject, type Json } from '../speech/json.ts'
import { bareAwsName, meaningOf } from './aws-names.ts'
import { BedrockError } from './bedrock-error.ts'

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`)

/** Some models refuse with a message that repeats the whole request. */
const longestMessage = 500

const messageOf = (body: Json | undefined): string | undefined => {
  if (!isJsonObject(body)) return undefined
  const said = body['message'] ?? body['Message']
  return typeof said === 'string' && said !== '' ? said.slice(0, longestMessage) : undefined
}

/** `Retry-After` is seconds or a date; `x-amz-retry-after` is milliseconds. */
const retryAfterOf = (headers: Headers, now: number): number | undefined => {
  const milliseconds = Number(headers.get('x-amz-retry-after') ?? Number.NaN)
  if (Number.isFinite(milliseconds)) return milliseconds / 1000
  const said = headers.get('retry-after')
  if (said === null) return undefined
  const seconds = Number(said)
  const until = Number.isFinite(seconds) ? seconds : (Date.parse(said) - now) / 1000
  return Number.isFinite(until) ? Math.max(0, until) : undefined
}

const parsed = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

/**
 * Reads an error response. The name stands in `x-amzn-errortype`, else in the body's `code` or `__type` (restJson1).
 * A body that is not AWS's is quoted in part, so that a proxy's page can be recognised.
 */
export const errorFromResponse = (
  response: Response,
  text: string,
  modelId: string,
  now: number = Date.now(),
): BedrockError => {
  const body = parsed(text)
  const inBody = isJsonObject(body) ? (body['code'] ?? body['__type']) : undefined
  const rawName = response.headers.get('x-amzn-errortype') ?? (typeof inBody === 'string' ? inBody : undefined)
  const awsName = rawName === undefined || rawName === '' ? undefined : bareAwsName(rawName)
  const said = messageOf(body) ?? (text.trim() === '' ? 'no message' : text.trim().slice(0, 200))
  const meaning = meaningOf(awsName, response.status, said)
  const requestId = response.headers.get('x-amzn-requestid') ?? undefined
  const retryAfter = retryAfterOf(response.headers, now)
  return new BedrockError(
    meaning.code,
    `Bedrock refused ${modelId} (HTTP ${response.status}${awsName === undefined ? '' : ` ${awsName}`}): ${sentence(said)} ${meaning.advice}`,
    {
      status: response.status,
      ...(awsName === undefined ? {} : { awsName }),
      ...(requestId === undefined ? {} : { requestId }),
      ...(retryAfter === undefined ? {} : { retryAfter }),
    },
  )
}

/** Reads an exception frame's payload, or the `:error-code` and `:error-message` of an error frame. */
export const errorFromFrame = (name: string, text: string, requestId: string | undefined): BedrockError => {
  const said = messageOf(parsed(text)) ?? (text.trim() === '' ? 'no message' : text.trim().slice(0, 200))
  const meaning = meaningOf(name, undefined, said)
  return new BedrockError(
    meaning.code,
    `Bedrock broke off while answering (${bareAwsName(name)}): ${sentence(said)} ${meaning.advice}`,
    { awsName: bareAwsName(name), ...(requestId === undefined ? {} : { requestId }) },
  )
}
