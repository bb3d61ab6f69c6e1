import { BedrockError } from '../errors/bedrock-error.ts'
import { isJsonObject, type JsonObject, parseJson } from '../speech/json.ts'

/** The body of a whole answer. @throws BedrockError `malformed` where it is not a JSON object */
export const bodyOf = (text: string, requestId?: string): JsonObject => {
  const body = parseJson(text, undefined)
  if (isJsonObject(body)) return body
  throw new BedrockError(
    'malformed',
    'Bedrock’s answer is not a JSON object, or too long. Is the endpoint a Bedrock runtime?',
    {
      requestId,
    },
  )
}
