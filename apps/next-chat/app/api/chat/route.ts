import { type Message, streamText } from '@x/bedrock-core'
import { readChatRequest, toErrorResponse, toUIResponse } from '@x/bedrock-core/ui'
import { answer } from '../../../server/answer.ts'
import { model } from '../../../server/bedrock.ts'
import { tools } from '../../../server/tools.ts'

const system = 'You are a helpful assistant. Answer in Markdown. Be brief unless asked to be thorough.'

export const POST = async (request: Request): Promise<Response> => {
  try {
    const { messages, body } = await readChatRequest(request, { maxBytes: 1_000_000, toolResults: Object.keys(tools) })
    const ask = (turns: readonly Message[]) =>
      streamText({
        model,
        system,
        tools,
        messages: turns,
        maxOutputTokens: 16_000,
        signal: request.signal,
        ...(body['think'] === true ? { reasoning: 'medium' as const } : {}),
      })
    return toUIResponse(answer(ask, messages), { onError: (error) => console.error(error) })
  } catch (error) {
    return toErrorResponse(error)
  }
}
