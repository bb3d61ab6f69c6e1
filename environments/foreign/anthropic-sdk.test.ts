import AnthropicBedrock from '@anthropic-ai/bedrock-sdk'
import { testIdentity } from '@x/bedrock-local'
import { describe, expect, it } from 'vitest'
import { watched } from './watched.ts'

const modelId = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'
const { url, calls } = watched('Anthropic’s SDK')

describe('Anthropic’s SDK', () => {
  const client = (): AnthropicBedrock =>
    new AnthropicBedrock({
      awsAccessKey: testIdentity.accessKeyId,
      awsSecretKey: testIdentity.secretAccessKey,
      awsRegion: 'us-east-1',
      baseURL: url(),
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
