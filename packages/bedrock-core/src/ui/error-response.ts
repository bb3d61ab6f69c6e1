import { BedrockError, type BedrockErrorCode } from '../errors/bedrock-error.ts'
import { isJsonObject, type Json } from '../speech/json.ts'
import { errorData, isErrorCode, safeError } from './safe-words.ts'

/** HTTP statuses where the error itself has none that concerns the browser. */
const statuses: Readonly<Partial<Record<BedrockErrorCode, number>>> = {
  'invalid-argument': 400,
  throttled: 429,
  unavailable: 503,
}

/**
 * A refusal before an answer began, as JSON of code and safe words: for what `readChatRequest` throws. What a browser sent
 * wrongly is told to it in full.
 */
export const toErrorResponse = (error: unknown): Response => {
  const safe = safeError(error)
  const own = BedrockError.is(error, 'invalid-argument') ? error : undefined
  const body = { error: { ...errorData(safe), errorText: own?.message ?? safe.errorText } }
  return Response.json(body, { status: own?.status ?? statuses[safe.code] ?? 500 })
}

const codeOf = (status: number): BedrockErrorCode =>
  status === 401 || status === 403
    ? 'access-denied'
    : status === 404
      ? 'not-found'
      : status === 429
        ? 'throttled'
        : status === 503
          ? 'unavailable'
          : status >= 500
            ? 'server-error'
            : 'invalid-argument'

const parsed = (text: string): Json => {
  try {
    return JSON.parse(text) as Json
  } catch {
    return null
  }
}

/** What a reply without a stream means: our own JSON, else its status. */
export const errorFromReply = async (response: Response): Promise<BedrockError> => {
  const { status } = response
  const body = parsed(await response.text().catch(() => ''))
  const said = isJsonObject(body) && isJsonObject(body['error']) ? body['error'] : {}
  const { code, errorText, retryable } = said
  return new BedrockError(
    isErrorCode(code) ? code : codeOf(status),
    typeof errorText === 'string'
      ? errorText
      : `The chat’s server answered HTTP ${status} and no stream. Check its address and its log.`,
    { status, ...(typeof retryable === 'boolean' ? { retryable } : {}) },
  )
}
