import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime'
import { BedrockEmbeddings, ChatBedrockConverse } from '@langchain/aws'
import { type AIMessageChunk, HumanMessage, ToolMessage } from '@langchain/core/messages'
import { testIdentity } from '@x/bedrock-local'
import { describe, expect, it } from 'vitest'
import { watched } from './watched.ts'

const { url, calls } = watched('LangChain')
const { accessKeyId, secretAccessKey } = testIdentity
const model = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'

const weather = {
  name: 'weather',
  description: 'Weather of a city',
  schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
}

describe('LangChain', () => {
  /** LangChain's own option names a host and means https; a client of the AWS SDK's may say where else. */
  const client = () => ({
    region: 'us-east-1',
    client: new BedrockRuntimeClient({
      region: 'us-east-1',
      endpoint: url(),
      credentials: { accessKeyId, secretAccessKey },
      maxAttempts: 1,
    }),
    maxRetries: 0,
  })
  const chat = (): ChatBedrockConverse => new ChatBedrockConverse({ ...client(), model })

  it('answers', async () => {
    const answer = await chat().invoke('echo good morning')
    expect(answer.text).toBe('good morning')
    expect(answer.usage_metadata).toMatchObject({ output_tokens: expect.any(Number) })
    expect(calls.at(-1)).toMatchObject({ operation: 'converse', model, by: 'signature', status: 200 })
  })

  it('streams what it answers whole', async () => {
    let all: AIMessageChunk | undefined
    for await (const chunk of await chat().stream('markdown, please')) all = all?.concat(chunk) ?? chunk
    expect(all?.text).toBe((await chat().invoke('markdown, please')).text)
    expect(calls.some(({ operation }) => operation === 'converse-stream')).toBe(true)
  })

  it.each(['invoke', 'stream'] as const)('calls a tool and reads its result, by %s', async (way) => {
    const bound = chat().bindTools([weather])
    const question = new HumanMessage('What is the weather in Oslo?')
    let called: AIMessageChunk | undefined
    if (way === 'invoke') called = await bound.invoke([question])
    else for await (const chunk of await bound.stream([question])) called = called?.concat(chunk) ?? chunk
    if (called === undefined) throw new Error('Nothing was said')
    expect(called.tool_calls).toMatchObject([{ name: 'weather', args: { city: 'Oslo' } }])
    const [call] = called.tool_calls ?? []
    if (call === undefined) throw new Error('No tool was called')
    const result = new ToolMessage({ content: `Rain in ${call.args['city']}`, tool_call_id: call.id ?? '' })
    const answer = await bound.invoke([question, called, result])
    expect(answer.text).toContain('Rain in Oslo')
  })

  it('gets structured output', async () => {
    const schema = {
      title: 'trip',
      type: 'object',
      properties: { city: { type: 'string' }, days: { type: 'integer' } },
      required: ['city', 'days'],
    }
    const trip = await chat().withStructuredOutput(schema).invoke('A trip to Rome')
    expect(trip).toMatchObject({ city: expect.any(String), days: expect.any(Number) })
  })

  it('embeds', async () => {
    const embeddings = new BedrockEmbeddings({
      ...client(),
      model: 'amazon.titan-embed-text-v2:0',
    })
    const [first = [], second = []] = await embeddings.embedDocuments(['a blue sky', 'bread'])
    expect(first).toHaveLength(1024)
    expect(await embeddings.embedQuery('a blue sky')).toEqual(first)
    expect(second).not.toEqual(first)
  })

  it('is told what Bedrock refuses', async () => {
    const unknown = new ChatBedrockConverse({
      ...client(),
      model: 'anthropic.claude-sonnet-9',
    })
    await expect(unknown.invoke('hi')).rejects.toThrow('The provided model identifier is invalid.')
    await expect(chat().invoke(' ')).rejects.toThrow(/is blank/)
  })
})
