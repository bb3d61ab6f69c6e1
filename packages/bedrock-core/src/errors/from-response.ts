import { isJsonObject, type Json, parseJson } from '../speech/json.ts'
import { bareAwsName, meaningOf } from './aws-names.ts'
import { BedrockError } from './bedrock-error.ts'
import { headerNumber } from './header-number.ts'

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`)

/** Some models refuse with a message that repeats the whole request. */
const longestMessage = 500

/** The message of AWS's JSON, else the start of the text, so that a proxy's page can be recognised. */
const messageOf = (body: Json | undefined, text: string): string => {
  const said = isJsonObject(body) ? (body['message'] ?? body['Message']) : undefined
  return ((typeof said === 'string' && said) || text.trim()).slice(0, longestMessage) || 'no message'
}

/** `Retry-After` is seconds or a date; `x-amz-retry-after` is milliseconds. */
const retryAfterOf = (headers: Headers, now: number): number | undefined => {
  const milliseconds = headerNumber(headers, 'x-amz-retry-after')
  if (milliseconds !== undefined) return milliseconds / 1000
  const until = Date.parse(headers.get('retry-after') ?? '')
  const seconds = headerNumber(headers, 'retry-after') ?? (until - now) / 1000
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds)
}

/** Reads an error response. The name stands in `x-amzn-errortype`, else in the body's `code` or `__type` (restJson1). */
export const errorFromResponse = (
  response: Response,
  text: string,
  modelId: string,
  now: number = Date.now(),
): BedrockError => {
  const { headers, status } = response
  const body = parseJson(text, undefined)
  const inBody = isJsonObject(body) ? (body['code'] ?? body['__type']) : undefined
  const awsName =
    bareAwsName(headers.get('x-amzn-errortype') ?? (typeof inBody === 'string' ? inBody : '')) || undefined
  const said = messageOf(body, text)
  const { code, advice } = meaningOf(awsName, status, said)
  return new BedrockError(
    code,
    `Bedrock refused ${modelId} (HTTP ${status}${awsName ? ` ${awsName}` : ''}): ${sentence(said)} ${advice}`,
    {
      status,
      awsName,
      requestId: headers.get('x-amzn-requestid') ?? undefined,
      retryAfter: retryAfterOf(headers, now),
    },
  )
}

/** Reads an exception frame's payload, or the `:error-code` and `:error-message` of an error frame. */
export const errorFromFrame = (name: string, text: string): BedrockError => {
  const awsName = bareAwsName(name)
  const said = messageOf(parseJson(text, undefined), text)
  const { code, advice } = meaningOf(awsName, undefined, said)
  return new BedrockError(code, `Bedrock broke off while answering (${awsName}): ${sentence(said)} ${advice}`, {
    awsName,
  })
}
