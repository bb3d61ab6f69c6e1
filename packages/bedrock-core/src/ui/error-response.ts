import { BedrockError, type BedrockErrorCode, type BedrockErrorDetails } from '../errors/bedrock-error.ts'
import { isJsonObject, type Json } from '../speech/json.ts'
import { safeError } from './safe-words.ts'

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
  const { status = statuses[safe.code] ?? 500, message: errorText = safe.errorText }: Partial<BedrockError> =
    BedrockError.is(error, 'invalid-argument') ? error : {}
  return Response.json({ error: { ...safe, errorText } }, { status })
}

const codes: Readonly<Record<number, BedrockErrorCode>> = {
  401: 'access-denied',
  403: 'access-denied',
  404: 'not-found',
  429: 'throttled',
  503: 'unavailable',
}

/** A code is passed on as it is said: a list of them all would be a twentieth of a page's chat. */
const isCode = (value: Json | undefined): value is BedrockErrorCode =>
  typeof value === 'string' && /^[a-z-]+$/.test(value)

/** An error as our server said it; code and words of a foreign one are the fallback. */
export const errorAsSaid = (
  said: Json | undefined,
  fallback: BedrockErrorCode,
  words: string,
  details: BedrockErrorDetails = {},
): BedrockError => {
  const { code, errorText, retryable, retryAfter, requestId } = isJsonObject(said) ? said : {}
  return new BedrockError(isCode(code) ? code : fallback, typeof errorText === 'string' ? errorText : words, {
    ...details,
    retryable: typeof retryable === 'boolean' ? retryable : undefined,
    retryAfter: typeof retryAfter === 'number' ? retryAfter : undefined,
    requestId: typeof requestId === 'string' ? requestId : undefined,
  })
}

/** What a reply without a stream means: our own JSON, else its status. */
export const errorFromReply = async (response: Response): Promise<BedrockError> => {
  const { status } = response
  const body: Json = await response.json().catch(() => null)
  return errorAsSaid(
    isJsonObject(body) ? body['error'] : body,
    codes[status] ?? (status < 500 ? 'invalid-argument' : 'server-error'),
    `The server answered HTTP ${status} and no stream. Check its address and its log.`,
    { status },
  )
}
