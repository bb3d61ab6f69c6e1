import { claude } from '@x/bedrock-claude'
import { streamText } from '@x/bedrock-core'
import { readChatRequest, toErrorResponse, toUIResponse } from '@x/bedrock-core/ui'
import { createNodeBedrock, toExpressHandler } from '@x/bedrock-node'
import express from 'express'

const model = createNodeBedrock({ families: [claude()] })('us.anthropic.claude-sonnet-4-5-20250929-v1:0')

const answer = async (request: Request): Promise<Response> => {
  try {
    const { messages } = await readChatRequest(request)
    return toUIResponse(streamText({ model, messages, signal: request.signal }))
  } catch (error) {
    return toErrorResponse(error)
  }
}

const app = express()
app.post('/api/chat', toExpressHandler(answer)) // before or behind express.json()

const server = app.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1', () => {
  const address = server.address()
  console.log(`http://127.0.0.1:${typeof address === 'object' ? address?.port : address}`)
})
