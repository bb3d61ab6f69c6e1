import { claude } from '@x/bedrock-claude'
import { streamText } from '@x/bedrock-core'
import { readChatRequest, toErrorResponse, toUIResponse } from '@x/bedrock-core/ui'
import { createNodeBedrock, toLambdaHandler } from '@x/bedrock-node'

/** Outside the handler: connections and credentials are kept between calls. */
const bedrock = createNodeBedrock({ families: [claude()], timeout: { total: 60_000 } })
const model = bedrock('us.anthropic.claude-sonnet-4-5-20250929-v1:0')

export const handler = toLambdaHandler(async (request) => {
  try {
    const { messages } = await readChatRequest(request)
    return toUIResponse(streamText({ model, messages, signal: request.signal }))
  } catch (error) {
    return toErrorResponse(error)
  }
})
