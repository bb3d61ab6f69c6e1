import { toErrorResponse } from '@x/bedrock-core/ui'
import { logFailure } from '../../../server/log-failure.ts'
import { readJson } from '../../../server/read-json.ts'
import { readQuestion, search } from '../../../server/search.ts'
import { record } from '../../../server/wire/record.ts'

/** Semantic search and rerank over the lines that the page sends. Nothing is kept. */
export const POST = async (request: Request): Promise<Response> => {
  try {
    const question = readQuestion(await readJson(request, 200_000))
    return Response.json(await search(question, record(), request.signal))
  } catch (error) {
    if (!request.signal.aborted) logFailure(error)
    return toErrorResponse(error)
  }
}
