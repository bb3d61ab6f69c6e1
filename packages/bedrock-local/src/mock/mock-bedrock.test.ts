import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime'
import { anyConverse, createBedrock, generateText, streamText } from '@x/bedrock-core'
import { describe, expect, it } from 'vitest'
import type { AnswerStep } from '../answer/step.ts'
import { type MockBedrock, mockBedrock } from './mock-bedrock.ts'

const id = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'
const modelOf = (mock: MockBedrock) => createBedrock({ ...mock.options, families: [anyConverse()] })(id)
const ask = async (mock: MockBedrock, prompt: string) => generateText({ model: modelOf(mock), prompt })

const tools = { weather: { description: 'Weather', inputSchema: { type: 'object' } } } as const

describe('mockBedrock', () => {
  it('two lines are a test', async () => {
    const mock = mockBedrock({ answers: 'Blue light scatters most.' })
    const bedrock = createBedrock({ ...mock.options, families: [anyConverse()] })

    const { text } = await generateText({ model: bedrock(id), prompt: 'Why is the sky blue?' })
    expect(text).toBe('Blue light scatters most.')
    mock.expectRequests('Why is the sky blue?')
  })

  it('answers one after the other, streamed in pieces too', async () => {
    const mock = mockBedrock({ answers: ['One, two, three, four, five.', 'Six.'] })
    const pieces: string[] = []
    for await (const text of streamText({ model: modelOf(mock), prompt: 'Count.' }).textStream) pieces.push(text)
    expect(pieces.length).toBeGreaterThan(1)
    expect(pieces.join('')).toBe('One, two, three, four, five.')
    expect((await ask(mock, 'And then?')).text).toBe('Six.')
    await expect(ask(mock, 'And then?')).rejects.toThrow(
      'mockBedrock has no answer for request 3, "And then?": 2 were given',
    )
  })

  it('answers in parts: thoughts, tool calls, counts, finishes', async () => {
    const mock = mockBedrock({
      answers: {
        reasoning: 'Hm.',
        text: 'Let me look.',
        toolCalls: [{ name: 'weather', input: { city: 'Oslo' }, id: 'tooluse_1' }],
        usage: { inputTokens: 12, cacheReadTokens: 1_000 },
      },
    })
    const answer = await generateText({ model: modelOf(mock), prompt: 'Weather?', tools })
    expect(answer).toMatchObject({
      reasoning: 'Hm.',
      text: 'Let me look.',
      toolCalls: [{ toolCallId: 'tooluse_1', toolName: 'weather', input: { city: 'Oslo' } }],
      finishReason: 'tool-calls',
      usage: { cacheReadTokens: 1_000 },
    })
  })

  it('gives objects as text, or as the call of a tool that is forced', async () => {
    const mock = mockBedrock({ answers: { object: { city: 'Oslo' } } })
    expect(JSON.parse((await ask(mock, 'Where?')).text)).toEqual({ city: 'Oslo' })
    const forced = await generateText({
      model: modelOf(mock),
      prompt: 'Where?',
      tools,
      toolChoice: { tool: 'weather' },
    })
    expect(forced.toolCalls).toMatchObject([{ toolName: 'weather', input: { city: 'Oslo' } }])
  })

  it('fails, before an answer or within', async () => {
    const mock = mockBedrock({
      answers: [
        { error: 'ThrottlingException', message: 'Slow down' },
        { text: 'Half an', error: 'ModelStreamErrorException' },
      ],
    })
    await expect(ask(mock, 'One')).rejects.toMatchObject({
      code: 'throttled',
      message: expect.stringContaining('Slow down'),
    })
    let text = ''
    const streaming = async () => {
      for await (const piece of streamText({ model: modelOf(mock), prompt: 'Two' }).textStream) text += piece
    }
    await expect(streaming()).rejects.toMatchObject({ code: 'model-error' })
    expect(text).toBe('Half an')
  })

  it('answers by the request: matched, by a function, by a generator', async () => {
    async function* slowly(): AsyncGenerator<AnswerStep> {
      yield { type: 'wait', ms: 1 }
      yield { type: 'text', text: 'in turn' }
    }
    const mock = mockBedrock({
      answers: [
        { when: { prompt: /weather/ }, answer: 'Sunny.' },
        { when: ({ system }) => system !== '', answer: ({ system }) => `I was told: ${system}` },
        slowly(),
        async ({ prompt }) => ({ text: prompt.toUpperCase() }),
      ],
    })
    expect((await ask(mock, 'the weather?')).text).toBe('Sunny.')
    expect((await ask(mock, 'anything')).text).toBe('in turn')
    expect((await ask(mock, 'shout')).text).toBe('SHOUT')
    expect((await ask(mock, 'weather again')).text).toBe('Sunny.')
    const told = await generateText({ model: modelOf(mock), system: 'Be kind.', prompt: 'hm' })
    expect(told.text).toBe('I was told: Be kind.')
  })

  it('keeps requests, read and as they came, and says what is not as expected', async () => {
    const mock = mockBedrock({ answers: 'Yes.' })
    await generateText({ model: modelOf(mock), system: 'Be brief.', prompt: 'One?', tools, maxOutputTokens: 50 })
    await ask(mock, 'Two?')
    expect(mock.requests[0]).toMatchObject({ model: id, operation: 'converse', prompt: 'One?', maxTokens: 50 })
    mock.expectRequests(
      {
        prompt: 'One?',
        system: /brief/,
        tools: ['weather'],
        toolChoice: 'auto',
        body: { inferenceConfig: { maxTokens: 50 } },
      },
      { prompt: /^Two/, stream: false, tools: [] },
    )
    expect(() => mock.expectRequests('One?')).toThrow(
      /Expected 1 requests, there were 2:\n {2}converse us\.anthropic\.\S+ "One\?"/,
    )
    expect(() => mock.expectRequests({ maxTokens: 51 }, 'Two')).toThrow(
      'The requests are not as expected:\n  request 1: maxTokens is 50, not 51\n  request 2: prompt is "Two?", not "Two"',
    )
  })

  it('checks requests as Bedrock does, and fails on demand', async () => {
    const mock = mockBedrock({ answers: 'Yes.', faults: [{ type: 'truncate', at: { frame: 1 } }] })
    const body = JSON.stringify({ messages: [{ role: 'user', content: [{ text: ' ' }] }] })
    const refused = await mock.fetch(`http://localhost/model/${encodeURIComponent(id)}/converse`, {
      method: 'POST',
      body,
    })
    expect(refused.status).toBe(400)
    const streaming = async () => {
      for await (const _ of streamText({ model: modelOf(mock), prompt: 'Two' }));
    }
    await expect(streaming()).rejects.toMatchObject({ code: 'truncated' })
  })

  it('serves other clients by its fetch', async () => {
    const mock = mockBedrock({ answers: 'From the mock.' })
    const client = new BedrockRuntimeClient({
      region: 'us-east-1',
      credentials: { accessKeyId: 'AKID', secretAccessKey: 'any' },
      requestHandler: {
        handle: async (request: {
          hostname: string
          path: string
          method: string
          headers: Record<string, string>
          body: Uint8Array<ArrayBuffer>
        }) => {
          const { hostname, path, method, headers, body } = request
          const answer = await mock.fetch(`https://${hostname}${path}`, { method, headers, body })
          return {
            response: { statusCode: answer.status, headers: Object.fromEntries(answer.headers), body: answer.body },
          }
        },
      },
    })
    const answer = await client.send(
      new ConverseCommand({ modelId: id, messages: [{ role: 'user', content: [{ text: 'Hi' }] }] }),
    )
    expect(answer.output?.message?.content).toEqual([{ text: 'From the mock.' }])
    mock.expectRequests('Hi')
  })
})
