import {
  type CallOptions,
  createBedrock,
  generateText,
  type HttpRequest,
  type Message,
  plan,
  replyOf,
  type StreamPart,
  streamText,
} from '@x/bedrock-core'
import type { JsonObject } from '@x/bedrock-core/family'
import { describe, expect, it } from 'vitest'
import { llama } from './llama.ts'
import type { LlamaOptions } from './options.ts'

const tools = { weather: { description: 'The weather.', inputSchema: { type: 'object', additionalProperties: false } } }

/** A Bedrock that answers Converse with this content, and what it was asked. Not recorded: after the documented shapes. */
const bedrockSaying = (content: readonly JsonObject[], stopReason = 'end_turn') => {
  const asked: { url: string; body: JsonObject }[] = []
  const answer = {
    output: { message: { role: 'assistant', content } },
    stopReason,
    usage: { inputTokens: 9, outputTokens: 8, totalTokens: 17 },
    metrics: { latencyMs: 5 },
  }
  const bedrock = createBedrock({
    region: 'us-east-1',
    auth: async (request: HttpRequest) => request,
    families: [llama()],
    fetch: async (url, init) => {
      asked.push({ url: String(url), body: JSON.parse(new TextDecoder().decode(init?.body as Uint8Array)) })
      return Response.json(answer)
    },
  })
  return { model: bedrock('us.meta.llama3-3-70b-instruct-v1:0'), asked }
}

const streamed = async (options: CallOptions<LlamaOptions>): Promise<StreamPart[]> => {
  const parts: StreamPart[] = []
  for await (const part of streamText(options)) parts.push(part)
  return parts
}

const text = (words: string): JsonObject => ({ text: words })
const proper: JsonObject = { toolUse: { toolUseId: 'tooluse_1', name: 'weather', input: { city: 'Paris' } } }
const written = '{"type":"function","name":"weather","parameters":{"city":"Paris"}}'

describe('tools in a stream', () => {
  it('are asked for whole, in one call, and given out as a stream', async () => {
    const { model, asked } = bedrockSaying([text('Let me look.'), proper], 'tool_use')
    const parts = await streamed({ model, prompt: 'Weather?', tools })
    expect(asked.map(({ url }) => new URL(url).pathname)).toEqual([
      '/model/us.meta.llama3-3-70b-instruct-v1%3A0/converse',
    ])
    expect(asked[0]?.body['toolConfig']).toEqual({
      tools: [
        { toolSpec: { name: 'weather', description: 'The weather.', inputSchema: { json: { type: 'object' } } } },
      ],
    })
    expect(parts.map(({ type }) => type)).toEqual([
      'start',
      'text-start',
      'text-delta',
      'text-end',
      'tool-input-start',
      'tool-input-delta',
      'tool-input-end',
      'tool-call',
      'finish',
    ])
  })

  it('are not what a plain question is asked with: it is streamed, on InvokeModel', () => {
    const { path } = plan({ model: bedrockSaying([]).model, prompt: 'Hi' }, { stream: true })
    expect(path).toBe('/model/us.meta.llama3-3-70b-instruct-v1%3A0/invoke-with-response-stream')
  })

  it('cannot be forced: that is refused by name', async () => {
    const { model, asked } = bedrockSaying([])
    await expect(generateText({ model, prompt: 'Hi', tools, toolChoice: 'required' })).rejects.toThrow(
      /converse lacks tool-choice/,
    )
    expect(asked).toEqual([])
  })
})

describe('calls that came as text', () => {
  const call = (id: string) => ({ type: 'tool-call', toolCallId: id, toolName: 'weather', input: { city: 'Paris' } })

  it.each([
    ['JSON', written],
    ['a tag', '<function=weather>{"city": "Paris"}</function>'],
    ['Python', '[weather(city="Paris")]'],
  ])('are calls, streamed or not: %s', async (_, words) => {
    const { model } = bedrockSaying([text(words)])
    const generation = await generateText({ model, prompt: 'Weather?', tools })
    expect(generation).toMatchObject({ text: '', content: [call('text_1_0')], finishReason: 'tool-calls' })
    expect(generation.rawFinishReason).toBe('end_turn')
    expect(generation.usage).toMatchObject({ inputTokens: 9, outputTokens: 8 })
    const types = (await streamed({ model, prompt: 'Weather?', tools })).map(({ type }) => type)
    expect(types).toEqual(['start', 'tool-input-start', 'tool-input-delta', 'tool-input-end', 'tool-call', 'finish'])
  })

  it('are put together from several blocks, and get ids that no other turn has', async () => {
    const { model, asked } = bedrockSaying([text(`[${written},`), text(` ${written}]`)])
    const messages: Message[] = [{ role: 'user', content: 'Weather?' }]
    for (let step = 0; step < 2; step += 1) {
      const { toolCalls, content } = await generateText({ model, messages, tools })
      messages.push(replyOf({ content }), {
        role: 'tool',
        content: toolCalls.map(({ toolCallId, toolName }) => ({
          type: 'tool-result',
          toolCallId,
          toolName,
          output: { type: 'text', value: 'sun' },
        })),
      })
    }
    await generateText({ model, messages, tools })
    const turns = JSON.stringify(asked.at(-1)?.body['messages'])
    const ids = [...turns.matchAll(/"toolUseId":"(\w+)"/g)].map(([, id]) => id)
    expect(ids).toEqual([
      'text_1_0',
      'text_1_1',
      'text_1_0',
      'text_1_1',
      'text_3_0',
      'text_3_1',
      'text_3_0',
      'text_3_1',
    ])
  })

  it.each<[string, readonly JsonObject[], Partial<CallOptions<LlamaOptions>>]>([
    ['the caller wants the text', [text(written)], { tools, options: { toolCallsInText: false } }],
    ['no tool may be called', [text(written)], { tools, toolChoice: 'none' }],
    ['the tool was not offered', [text(written)], { tools: { other: tools.weather } }],
    ['there is more to read', [text(`I would call ${written}`)], { tools }],
    ['the answer calls properly too', [text(written), proper], { tools }],
    ['the answer was cut', [text(written.slice(0, -3))], { tools }],
  ])('stay text where %s', async (_, content, options) => {
    const { model } = bedrockSaying(content)
    const { text: said } = await generateText({ model, prompt: 'Weather?', ...options })
    expect(said).toBe(content[0]?.['text'])
  })
})
