import { type StreamPart, streamText } from '@x/bedrock-core'
import { type JsonObject, toErrorResponse, toUIResponse } from '@x/bedrock-core/ui'
import { cost } from '@x/bedrock-models'
import { logFailure } from '../../../server/log-failure.ts'
import { playgroundModel } from '../../../server/playground/choices.ts'
import { readAsk, viaIn } from '../../../server/playground/read-ask.ts'
import { readJson } from '../../../server/read-json.ts'
import { region } from '../../../server/region.ts'
import { record } from '../../../server/wire/record.ts'

/** The list's price, or why there is none. */
const costIn = (part: StreamPart, model: string): JsonObject => {
  if (part.type !== 'finish') return {}
  const { cost: spent, reason } = cost(part.usage, model)
  return spent === undefined ? { costUnknown: reason } : { cost: { total: spent.total, priceDate: spent.priceDate } }
}

/** One model's answer to the playground's prompt. */
export const POST = async (request: Request): Promise<Response> => {
  try {
    const body = await readJson(request, 256_000)
    const model = playgroundModel(body['model'], viaIn(body), region())
    const ask = readAsk(body)
    const wire = record()
    const answer = streamText({ ...ask, model: wire.of(model), signal: request.signal })
    return toUIResponse(answer, {
      metadata: (part) => ({ wire: wire.id, ...costIn(part, model.id) }),
      onError: logFailure,
    })
  } catch (error) {
    return toErrorResponse(error)
  }
}
