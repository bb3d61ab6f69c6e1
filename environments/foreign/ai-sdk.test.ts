import { createAmazonBedrock } from '@ai-sdk/amazon-bedrock'
import { testIdentity } from '@x/bedrock-local'
import { generateText, jsonSchema, Output, stepCountIs, streamText, tool } from 'ai'
import { describe, expect, it } from 'vitest'
import { watched } from './watched.ts'

const modelId = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'
const { url, calls } = watched('The AI SDK')

describe('the AI SDK', () => {
  const { accessKeyId, secretAccessKey, apiKey } = testIdentity
  const bySignature = () =>
    createAmazonBedrock({ region: 'us-east-1', baseURL: url(), accessKeyId, secretAccessKey, apiKey: '' })
  const byKey = () => createAmazonBedrock({ region: 'us-east-1', baseURL: url(), apiKey })

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

  const schema = jsonSchema<{ city: string; days: number }>({
    type: 'object',
    properties: { city: { type: 'string' }, days: { type: 'integer' } },
    required: ['city', 'days'],
  })

  it('gets an object, whole and streamed', async () => {
    const asked = { model: bySignature()(modelId), prompt: 'A trip to Rome', maxRetries: 0 }
    const { output } = await generateText({ ...asked, output: Output.object({ schema }) })
    expect(output).toMatchObject({ city: expect.any(String), days: expect.any(Number) })
    const streamed = streamText({ ...asked, output: Output.object({ schema }) })
    const partials: unknown[] = []
    for await (const partial of streamed.partialOutputStream) partials.push(partial)
    expect(partials.at(-1)).toEqual(output)
    expect(await streamed.output).toEqual(output)
  })

  it('sends images and documents', async () => {
    const png = Uint8Array.from([137, 80, 78, 71, 13, 10, 26, 10])
    const { text } = await generateText({
      model: bySignature()(modelId),
      messages: [
        {
          role: 'user',
          content: [
            { type: 'file', data: png, mediaType: 'image/png' },
            {
              type: 'file',
              data: new TextEncoder().encode('%PDF-1.4'),
              mediaType: 'application/pdf',
              filename: 'a b.pdf',
            },
            { type: 'text', text: 'echo seen' },
          ],
        },
      ],
      maxRetries: 0,
    })
    expect(text).toBe('seen')
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
