import { fromEnv } from '@x/bedrock-auth'
import { claudeMessages } from '@x/bedrock-claude'
import { createBedrock, streamText } from '@x/bedrock-core'
import { readChatRequest, toErrorResponse, toUIResponse } from '@x/bedrock-core/ui'
import { Hono } from 'hono'

interface Variables extends Record<string, string> {
  /** A Bedrock API key; or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. */
  readonly AWS_BEARER_TOKEN_BEDROCK: string
  readonly AWS_REGION: string
  /** For a local Bedrock. */
  readonly AWS_ENDPOINT_URL_BEDROCK_RUNTIME: string
}

const app = new Hono<{ Bindings: Variables }>()

app.post('/api/chat', async ({ env, req }) => {
  const { AWS_REGION: region, AWS_ENDPOINT_URL_BEDROCK_RUNTIME: endpoint } = env
  const bedrock = createBedrock({
    region,
    auth: fromEnv(env),
    families: [claudeMessages()],
    ...(endpoint ? { endpoint } : {}),
  })
  try {
    const { messages } = await readChatRequest(req.raw)
    const model = bedrock('us.anthropic.claude-sonnet-4-5-20250929-v1:0')
    return toUIResponse(streamText({ model, messages, signal: req.raw.signal }))
  } catch (error) {
    return toErrorResponse(error)
  }
})

export default app
