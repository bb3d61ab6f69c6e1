import { BedrockError, runTools } from '@x/bedrock-core'
import { readChatRequest, toErrorResponse, toUIResponse } from '@x/bedrock-core/ui'
import { model } from '../../../server/bedrock.ts'
import { seal } from '../../../server/seal.ts'
import { tools } from '../../../server/tools.ts'
import { record } from '../../../server/wire/record.ts'

const system = 'You are a helpful assistant. Answer in Markdown. Be brief unless asked to be thorough.'

/** The browser is told a code and safe words; the rest is for the server's log. */
const logFailure = (error: unknown): void => {
  const requestId = BedrockError.is(error) ? error.requestId : undefined
  console.error(error instanceof Error ? error.message : error, ...(requestId === undefined ? [] : [{ requestId }]))
}

export const POST = async (request: Request): Promise<Response> => {
  try {
    const { messages, body } = await readChatRequest(request, { maxBytes: 1_000_000, tools, seal })
    const wire = record()
    const run = runTools({
      model: wire.of(model),
      system,
      tools,
      messages,
      maxSteps: 8,
      maxOutputTokens: 16_000,
      signal: request.signal,
      ...(body['think'] === true ? { reasoning: 'medium' as const } : {}),
    })
    return toUIResponse(run, { seal, onError: logFailure, metadata: () => ({ wire: wire.id }) })
  } catch (error) {
    return toErrorResponse(error)
  }
}
