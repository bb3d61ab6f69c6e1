import { claude } from '@x/bedrock-claude'
import { BedrockError, generateText } from '@x/bedrock-core'
import { createNodeBedrock } from '@x/bedrock-node'

/** Outside the handler: connections and credentials are kept between calls. */
const bedrock = createNodeBedrock({ families: [claude()], timeout: { total: 60_000 } })
const model = bedrock('us.anthropic.claude-sonnet-4-5-20250929-v1:0')

interface Answer {
  readonly statusCode: number
  readonly body: string
}

const json = (statusCode: number, body: object): Answer => ({ statusCode, body: JSON.stringify(body) })

export const handler = async (event: { readonly body?: string | null }): Promise<Answer> => {
  if (!event.body) return json(400, { error: 'Send the prompt as the body.' })
  try {
    const { text, usage } = await generateText({ model, prompt: event.body })
    return json(200, { text, tokens: usage.totalTokens })
  } catch (error) {
    if (!BedrockError.is(error)) throw error
    return json(error.code === 'throttled' ? 429 : 502, { error: error.code, requestId: error.requestId })
  }
}
