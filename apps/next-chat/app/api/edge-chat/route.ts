import { apiKey } from '@x/bedrock-auth'
import { claude } from '@x/bedrock-claude'
import { createBedrock, streamText } from '@x/bedrock-core'
import { readChatRequest, toErrorResponse, toUIResponse } from '@x/bedrock-core/ui'

/** No `node:` module is needed where an API key proves the caller. */
export const runtime = 'edge'

const model = () => {
  const endpoint = process.env['AWS_ENDPOINT_URL_BEDROCK_RUNTIME']
  const bedrock = createBedrock({
    region: process.env['AWS_REGION'] ?? 'us-east-1',
    auth: apiKey(process.env['AWS_BEARER_TOKEN_BEDROCK']),
    families: [claude()],
    ...(endpoint ? { endpoint } : {}),
  })
  return bedrock(process.env['BEDROCK_MODEL_ID']?.trim() || 'us.anthropic.claude-sonnet-4-5-20250929-v1:0', {
    family: 'claude',
  })
}

/** The chat without tools, on the edge runtime; `useChat({ api: '/api/edge-chat' })` talks to it. */
export const POST = async (request: Request): Promise<Response> => {
  try {
    const { messages } = await readChatRequest(request, { maxBytes: 1_000_000 })
    const answer = streamText({ model: model(), messages, maxOutputTokens: 4_000, signal: request.signal })
    return toUIResponse(answer, {
      onError: (error) => console.error(error instanceof Error ? error.message : 'The answer failed.'),
    })
  } catch (error) {
    return toErrorResponse(error)
  }
}
