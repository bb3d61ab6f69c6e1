import { toErrorResponse } from '@x/bedrock-core/ui'
import { logFailure } from '../../../../server/log-failure.ts'
import { playgroundModel } from '../../../../server/playground/choices.ts'
import { planView } from '../../../../server/playground/plan-view.ts'
import { readAsk, viaIn } from '../../../../server/playground/read-ask.ts'
import { readJson, refused } from '../../../../server/read-json.ts'
import { region } from '../../../../server/region.ts'

/** The requests that up to four models would be sent for a prompt. Nothing is sent. */
export const POST = async (request: Request): Promise<Response> => {
  try {
    const body = await readJson(request, 256_000)
    const { models } = body
    if (!Array.isArray(models) || models.length > 4) throw refused('"models" is not a list of at most four.')
    const ask = readAsk(body)
    const via = viaIn(body)
    return Response.json({ plans: models.map((id: unknown) => planView(playgroundModel(id, via, region()), ask)) })
  } catch (error) {
    logFailure(error)
    return toErrorResponse(error)
  }
}
