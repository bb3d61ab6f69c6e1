import { createAmazonBedrock } from '@ai-sdk/amazon-bedrock'
import AnthropicBedrock from '@anthropic-ai/bedrock-sdk'
import { generateText, jsonSchema, stepCountIs, streamText, tool } from 'ai'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testIdentity } from '../auth/identity.ts'
import { scripted } from '../scripted/scripted.ts'
import type { LocalCall } from '../watch/local-call.ts'
import { type RunningLocalBedrock, startLocalBedrock } from './start.ts'

const modelId = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'
const calls: LocalCall[] = []
let local: RunningLocalBedrock

beforeAll(async () => {
  local = await startLocalBedrock({ answerer: scripted({ pace: 0 }), onCall: (call) => calls.push(call) })
})
afterAll(() => local.close())

describe('the AI SDK', () => {
  const { accessKeyId, secretAccessKey, apiKey } = testIdentity
  const bySignature = () =>
    createAmazonBedrock({ region: 'us-east-1', baseURL: local.url, accessKeyId, secretAccessKey, apiKey: '' })
  const byKey = () => createAmazonBedrock({ region: 'us-east-1', baseURL: local.url, apiKey })

  it.each([
    ['signature', bySignature],
    ['api-key', byKey],
  ] as const)('answers, known by %s', async (by, provider) => {
    const { text, finishReason, usage } = await generateText({
      model: provider()(modelId),
      prompt: 'echo good morning',
      maxRetries: 0,
    })
    expect(text).toBe('good morning')
    expect(finishReason).toBe('stop')
    expect(usage.outputTokens).toBeGreaterThan(0)
    expect(calls.at(-1)).toMatchObject({ by, operation: 'converse', status: 200 })
  })

  it('streams, with reasoning', async () => {
    const answer = streamText({
      model: bySignature()(modelId),
      prompt: 'hello',
      providerOptions: { bedrock: { reasoningConfig: { type: 'enabled', budgetTokens: 1024 } } },
      maxRetries: 0,
    })
    let pieces = 0
    for await (const _ of answer.textStream) pieces += 1
    expect(pieces).toBeGreaterThan(5)
    expect(await answer.text).toContain('no model was run')
    expect(await answer.reasoningText).toContain('weigh two ways')
  })

  it('calls a tool and reads its result, in two steps', async () => {
    const asked: unknown[] = []
    const weather = tool({
      description: 'Weather of a city',
      inputSchema: jsonSchema<{ city: string }>({
        type: 'object',
        properties: { city: { type: 'string' } },
        required: ['city'],
      }),
      execute: async (input) => {
        asked.push(input)
        return '7 degrees, rain'
      },
    })
    const { text, steps } = await generateText({
      model: bySignature()(modelId),
      prompt: 'What is the weather in Hamburg?',
      tools: { weather },
      stopWhen: stepCountIs(3),
      maxRetries: 0,
    })
    expect(asked).toEqual([{ city: 'Hamburg' }])
    expect(steps).toHaveLength(2)
    expect(text).toContain('7 degrees, rain')
  })

  it('sees a throttled call and an exception in mid-stream', async () => {
    const model = bySignature()(modelId)
    await expect(generateText({ model, prompt: 'fail', maxRetries: 0 })).rejects.toMatchObject({ statusCode: 429 })
    const parts: string[] = []
    const answer = streamText({ model, prompt: 'fail midway', maxRetries: 0, onError: () => undefined })
    for await (const part of answer.fullStream) parts.push(part.type)
    expect(parts).toContain('text-delta')
    expect(parts).toContain('error')
  })
})

describe('Anthropic’s SDK', () => {
  const client = (): AnthropicBedrock =>
    new AnthropicBedrock({
      awsAccessKey: testIdentity.accessKeyId,
      awsSecretKey: testIdentity.secretAccessKey,
      awsRegion: 'us-east-1',
      baseURL: local.url,
      maxRetries: 0,
    })
  const ask = (content: string) => ({
    model: modelId,
    max_tokens: 2000,
    messages: [{ role: 'user' as const, content }],
  })

  it('answers', async () => {
    const message = await client().messages.create(ask('echo good evening'))
    expect(message.content).toMatchObject([{ type: 'text', text: 'good evening' }])
    expect(message.stop_reason).toBe('end_turn')
    expect(calls.at(-1)).toMatchObject({ by: 'signature', operation: 'invoke', model: modelId, status: 200 })
  })

  it('streams the same message, with thinking and usage', async () => {
    const body = { ...ask('hello'), thinking: { type: 'enabled' as const, budget_tokens: 1024 } }
    const whole = await client().messages.create(body)
    const streamed = await client().messages.stream(body).finalMessage()
    expect(streamed.content.map(({ type }) => type)).toEqual(['thinking', 'text'])
    expect(streamed.content).toEqual(whole.content)
    expect(streamed.stop_reason).toBe(whole.stop_reason)
    expect(streamed.usage.output_tokens).toBe(whole.usage.output_tokens)
  })

  it('gets a tool call in pieces', async () => {
    const streamed = await client()
      .messages.stream({
        ...ask('Please use the add tool for 20 and 22'),
        tools: [
          {
            name: 'add',
            input_schema: {
              type: 'object',
              properties: { one: { type: 'integer' }, note: { type: 'string' } },
              required: ['one', 'note'],
            },
          },
        ],
      })
      .finalMessage()
    expect(streamed.stop_reason).toBe('tool_use')
    expect(streamed.content.at(-1)).toMatchObject({
      type: 'tool_use',
      name: 'add',
      id: expect.stringMatching(/^toolu_bdrk_01/),
      input: { one: 20 },
    })
  })

  it('is cut off at max_tokens and refused with Bedrock’s words', async () => {
    const short = await client().messages.create({ ...ask('a long story'), max_tokens: 5 })
    expect(short.stop_reason).toBe('max_tokens')
    expect(short.usage.output_tokens).toBe(5)
    await expect(client().messages.create({ ...ask('hi'), messages: [] })).rejects.toMatchObject({
      status: 400,
      message: expect.stringContaining('at least one message'),
    })
  })
})
