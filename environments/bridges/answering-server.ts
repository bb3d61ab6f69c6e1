import { createServer } from 'node:http'
import { apiKey } from '@x/bedrock-auth'
import { claude } from '@x/bedrock-claude'
import { createBedrock, streamText } from '@x/bedrock-core'
import {
  memoryStreamStore,
  readChatRequest,
  resumeUIResponse,
  toErrorResponse,
  toResumableUIResponse,
} from '@x/bedrock-core/ui'
import { redisStreamStore, toNodeListener } from '@x/bedrock-node'
import { createClient } from 'redis'

/** A chat server as users write it, in a process of its own: BEDROCK, API_KEY, and REDIS for one store of many processes. */
const { BEDROCK: endpoint = '', API_KEY = '', REDIS: url } = process.env
const bedrock = createBedrock({ region: 'us-east-1', auth: apiKey(API_KEY), families: [claude()], endpoint })
const model = bedrock('us.anthropic.claude-sonnet-4-5-20250929-v1:0')
const store =
  url === undefined
    ? memoryStreamStore()
    : redisStreamStore(await createClient({ url }).connect(), { leaseMs: 2000, pollMs: 20 })

const answer = async (request: Request): Promise<Response> => {
  const [, chatId] = /^\/api\/chat\/([^/]+)\/stream$/.exec(new URL(request.url).pathname) ?? []
  if (chatId !== undefined) return resumeUIResponse(request, { store, chatId: decodeURIComponent(chatId) })
  const { id = '', messages } = await readChatRequest(request)
  return toResumableUIResponse(streamText({ model, messages }), { store, chatId: id, renewMs: 100 })
}

const server = createServer(toNodeListener((request) => answer(request).catch(toErrorResponse)))
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.(typeof address === 'object' ? address?.port : 0)
})
