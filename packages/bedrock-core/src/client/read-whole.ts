import { BedrockError } from '../errors/bedrock-error.ts'
import type { Emit } from '../fold/block.ts'
import type { Generation } from '../speech/generation.ts'
import { isJsonObject, type Json, type JsonObject } from '../speech/json.ts'
import { type Exchange, textOf } from './exchange.ts'
import { bodyExtras, headerExtras } from './invoke-extras.ts'

const parsed = (text: string, requestId: string | null): JsonObject => {
  const failed = (cause?: unknown): BedrockError<'malformed'> =>
    new BedrockError('malformed', 'Bedrock’s answer is not a JSON object. Is the endpoint a Bedrock runtime?', {
      cause,
      ...(requestId === null ? {} : { requestId }),
    })
  let body: Json
  try {
    body = JSON.parse(text) as Json
  } catch (cause) {
    throw failed(cause)
  }
  if (isJsonObject(body)) return body
  throw failed()
}

/** Folds an answer that came in one piece. @throws BedrockError `malformed`, `truncated`, `network`, `aborted`, `timeout` */
export const readWhole = async ({ plan, response, fold, watch }: Exchange, emit: Emit): Promise<Generation> => {
  const text = await textOf(response, watch.signal)
  watch.close()
  const body = parsed(text, response.headers.get('x-amzn-requestid'))
  const { format } = plan
  const extras = format.operation === 'invoke' ? [...bodyExtras(body), ...headerExtras(response.headers)] : []
  for (const delta of [...format.decode(body, Object.fromEntries(response.headers), plan.prompt), ...extras])
    fold.add(delta, emit)
  return fold.end(emit, body)
}
