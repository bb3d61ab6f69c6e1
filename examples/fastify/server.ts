import { claude } from '@x/bedrock-claude'
import { streamText } from '@x/bedrock-core'
import { readChatRequest, toErrorResponse, toUIResponse } from '@x/bedrock-core/ui'
import { createNodeBedrock, toFastifyHandler } from '@x/bedrock-node'
import Fastify from 'fastify'

const model = createNodeBedrock({ families: [claude()] })('us.anthropic.claude-sonnet-4-5-20250929-v1:0')

const answer = async (request: Request): Promise<Response> => {
  try {
    const { messages } = await readChatRequest(request)
    return toUIResponse(streamText({ model, messages, signal: request.signal }))
  } catch (error) {
    return toErrorResponse(error)
  }
}

const app = Fastify()
app.post('/api/chat', toFastifyHandler(answer))

console.log(await app.listen({ port: Number(process.env['PORT'] ?? 3000), host: '127.0.0.1' }))
