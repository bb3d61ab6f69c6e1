import { sigv4 } from '@x/bedrock-auth'
import { claude } from '@x/bedrock-claude'
import { cohere } from '@x/bedrock-cohere'
import { anyConverse, createBedrock, runTools, tool } from '@x/bedrock-core'
import { llama } from '@x/bedrock-llama'
import { type LocalCall, scripted, testIdentity } from '@x/bedrock-local'
import { type RunningLocalBedrock, startLocalBedrock } from '@x/bedrock-local/server'
import { oss } from '@x/bedrock-oss'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

const calls: LocalCall[] = []
let local: RunningLocalBedrock

beforeAll(async () => {
  local = await startLocalBedrock({ answerer: scripted({ pace: 0 }), onCall: (call) => calls.push(call) })
})
beforeEach(() => calls.splice(0))
afterAll(() => local.close())

const bedrock = () =>
  createBedrock({
    region: 'us-east-1',
    endpoint: local.url,
    auth: sigv4({ accessKeyId: testIdentity.accessKeyId, secretAccessKey: testIdentity.secretAccessKey }),
    families: [claude(), cohere(), oss(), llama(), anyConverse()],
  })

const degrees: Readonly<Record<string, number>> = { Lisbon: 20, Oslo: 8 }

const scene = () => {
  let running = 0
  let together = 0
  const weather = tool({
    description: 'The weather in a city.',
    input: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
    execute: async ({ city }) => {
      together = Math.max(together, ++running)
      await new Promise((resolve) => setTimeout(resolve, city === 'Lisbon' ? 20 : 1))
      running -= 1
      return { city, celsius: degrees[city] ?? 0 }
    },
  })
  const calculator = tool({
    description: 'Computes.',
    input: { type: 'object', properties: { expression: { type: 'string' } }, required: ['expression'] },
    execute: ({ expression }) => `${expression} = 12`,
  })
  return { tools: { weather, calculator }, together: () => together }
}

const prompt = 'Compare the weather in Lisbon and Oslo, then use the calculator for 20 - 8, then say it.'

describe('three steps with parallel tools, over sockets', () => {
  it.each([
    ['us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'messages', 'invoke-with-response-stream'],
    ['us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'converse', 'converse-stream'],
    ['cohere.command-r-v1:0', 'chat', 'invoke-with-response-stream'],
    ['cohere.command-r-v1:0', 'converse', 'converse-stream'],
    ['openai.gpt-oss-20b-1:0', 'chat', 'invoke-with-response-stream'],
    ['openai.gpt-oss-20b-1:0', 'converse', 'converse-stream'],
    ['us.meta.llama3-3-70b-instruct-v1:0', undefined, 'converse'],
    ['amazon.nova-lite-v1:0', undefined, 'converse-stream'],
  ] as const)('%s by %s', async (id, via, operation) => {
    const { tools, together } = scene()
    const model = bedrock()(id, via === undefined ? {} : { via })
    const finished: string[] = []
    const stream = runTools({ model, tools, prompt })
    for await (const part of stream) if (part.type === 'tool-result') finished.push(JSON.stringify(part.input))
    const { steps, text, finishReason, usage, messages } = await stream.result
    expect(calls.map((call) => [call.operation, call.status])).toEqual(Array(3).fill([operation, 200]))
    expect(steps.map(({ toolCalls }) => toolCalls.map(({ toolName, input }) => [toolName, input]))).toEqual([
      [
        ['weather', { city: 'Lisbon' }],
        ['weather', { city: 'Oslo' }],
      ],
      [['calculator', { expression: '20 - 8' }]],
      [],
    ])
    expect(finished).toEqual(['{"city":"Oslo"}', '{"city":"Lisbon"}', '{"expression":"20 - 8"}'])
    expect(together()).toBe(2)
    expect(messages.map(({ role }) => role)).toEqual(['assistant', 'tool', 'assistant', 'tool', 'assistant'])
    expect(finishReason).toBe('stop')
    expect(text).toContain('20 - 8 = 12')
    expect(usage.outputTokens).toBe(calls.reduce((sum, call) => sum + (call.outputTokens ?? Number.NaN), 0))
  })
})

describe('a conversation that spoke of tools goes on without any', () => {
  it.each([
    ['us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'messages'],
    ['us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'converse'],
    ['cohere.command-r-v1:0', 'chat'],
    ['cohere.command-r-v1:0', 'converse'],
    ['openai.gpt-oss-20b-1:0', 'chat'],
    ['openai.gpt-oss-20b-1:0', 'converse'],
    ['us.meta.llama3-3-70b-instruct-v1:0', undefined],
    ['amazon.nova-lite-v1:0', undefined],
  ] as const)('%s by %s', async (id, via) => {
    const model = bedrock()(id, via === undefined ? {} : { via })
    const { messages } = await runTools({ model, tools: scene().tools, prompt }).result
    const history = [{ role: 'user', content: prompt } as const, ...messages]
    const { text } = await runTools({ model, tools: {}, messages: history, prompt: 'echo Thank you' }).result
    expect(text).toBe('Thank you')
    expect(calls).toHaveLength(4)
  })
})
