/** What users write, for the compiler: four families, tools, objects, the page. Compiled by every TypeScript we promise. */
import { apiKey, fromEnv, sigv4 } from '@x/bedrock-auth'
import { claude } from '@x/bedrock-claude'
import { cohere } from '@x/bedrock-cohere'
import {
  anyConverse,
  type BedrockError,
  createBedrock,
  embed,
  generateObject,
  generateText,
  runTools,
  streamText,
  tool,
} from '@x/bedrock-core'
import { defineFamily } from '@x/bedrock-core/family'
import { readChatRequest, toUIResponse } from '@x/bedrock-core/ui'
import { llama } from '@x/bedrock-llama'
import { createLocalBedrock } from '@x/bedrock-local'
import { cost } from '@x/bedrock-models'
import { oss } from '@x/bedrock-oss'
import { createChat } from '@x/bedrock-react'

const bedrock = createBedrock({
  region: 'us-east-1',
  auth: apiKey(),
  families: [claude(), cohere(), oss(), llama()],
})
const model = bedrock('us.anthropic.claude-sonnet-4-5-20250929-v1:0')

export const whole = async (): Promise<string> => {
  const { text, usage } = await generateText({
    model,
    prompt: 'Hi',
    options: { thinking: { type: 'enabled', budgetTokens: 2048 } },
  })
  return `${text} ${cost(usage, model.id)}`
}

const llama3 = bedrock('us.meta.llama3-3-70b-instruct-v1:0')

// @ts-expect-error Claude's own option is none of Llama's.
export const wrong = () => generateText({ model: llama3, prompt: 'Hi', options: { thinking: { type: 'adaptive' } } })

// @ts-expect-error No family that is here has this one.
export const unknown = () => bedrock('mistral.mistral-large-2402-v1:0')

export const weather = tool({
  description: 'The weather in a city.',
  input: { type: 'object', properties: { city: { type: 'string' }, days: { type: 'integer' } }, required: ['city'] },
  execute: ({ city, days = 1 }) => `${city.toUpperCase()}: ${days.toFixed(0)}`,
})

export const looped = async (): Promise<string> => {
  const run = runTools({ model, tools: { weather }, prompt: 'Lisbon?' })
  for await (const part of run) if (part.type === 'tool-result' && part.toolName === 'weather') return part.input.city
  return (await run.result).text
}

export const object = async (): Promise<number> => {
  const schema = { type: 'object', properties: { days: { type: 'integer' } }, required: ['days'] } as const
  return (await generateObject({ model, schema, prompt: 'Three days.' })).object.days
}

export const vector = async () => (await embed({ model: bedrock('cohere.embed-v4:0'), value: 'Hi' })).embedding

export const route = async (request: Request): Promise<Response> => {
  const { messages } = await readChatRequest(request)
  return toUIResponse(streamText({ model, messages, signal: request.signal }))
}

export const others = createBedrock({ region: 'us-east-1', auth: fromEnv(), families: [anyConverse()] })
export const signed = sigv4({ accessKeyId: 'a', secretAccessKey: 'b' })
export const local = createLocalBedrock()
export const chat = createChat({ api: '/api/chat' })
export const mine = defineFamily
export const retry = (error: BedrockError): boolean => error.retryable || error.code === 'throttled'
