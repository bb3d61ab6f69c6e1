import { claude } from '@x/bedrock-claude'
import { streamText } from '@x/bedrock-core'
import { readChatRequest, toErrorResponse, toUIResponse } from '@x/bedrock-core/ui'
import { createNodeBedrock, toNodeListener } from '@x/bedrock-node'
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
// The request's bytes are read by the handler, not by Fastify.
app.removeAllContentTypeParsers()
app.addContentTypeParser('*', (_request, _payload, done) => done(null))
const listener = toNodeListener(answer)
app.post('/api/chat', (request, reply) => {
  reply.hijack()
  listener(request.raw, reply.raw)
})

console.log(await app.listen({ port: Number(process.env['PORT'] ?? 3000), host: '127.0.0.1' }))
