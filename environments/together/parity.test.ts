import { sigv4 } from '@x/bedrock-auth'
import { claude } from '@x/bedrock-claude'
import {
  createBedrock,
  type Generation,
  generateText,
  type Message,
  type StreamPart,
  streamText,
} from '@x/bedrock-core'
import { type Answerer, createLocalBedrock, testIdentity } from '@x/bedrock-local'
import { describe, expect, it } from 'vitest'

/** Says text, thinks, calls two tools, and reads its cache: the same whichever form carries it. */
const answerer: Answerer = async function* (ask) {
  yield { type: 'usage', inputTokens: 12, cacheReadTokens: 1024, cacheWriteTokens: 256 }
  if (ask.messages.some((message) => message.parts.some((part) => part.type === 'tool-result'))) {
    yield { type: 'text', text: 'It is 21 °C in Lyon.' }
    return
  }
  yield { type: 'reasoning', text: 'The user wants the weather.' }
  yield { type: 'reasoning-signature', signature: 'c2lnbmF0dXJl' }
  yield { type: 'text', text: 'Let me ' }
  yield { type: 'text', text: 'look.' }
  yield { type: 'tool-call', name: 'weather', id: 'toolu_1' }
  yield { type: 'tool-input', text: '{"city":' }
  yield { type: 'tool-input', text: '"Lyon"}' }
  yield { type: 'tool-call', name: 'clock', id: 'toolu_2' }
}

const { accessKeyId, secretAccessKey } = testIdentity
const bodies: unknown[] = []
const local = createLocalBedrock({ answerer })
const bedrock = createBedrock({
  region: 'us-east-1',
  auth: sigv4({ accessKeyId, secretAccessKey }),
  families: [claude()],
  fetch: async (url, init) => {
    const request = new Request(url, init)
    bodies.push(await request.clone().json())
    return local.fetch(request)
  },
})
const id = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'
const schema = { type: 'object', properties: { city: { type: 'string' } } }
const call = (via: string, messages: readonly Message[]) => ({
  model: bedrock(id, { via }),
  system: [{ type: 'text' as const, text: 'Be brief.', cache: true as const }],
  messages,
  tools: {
    weather: { description: 'Weather of a city', inputSchema: schema },
    clock: { inputSchema: { type: 'object' } },
  },
  reasoning: 'low' as const,
  maxOutputTokens: 4096,
})

/** What may not differ: content, calls, reason, counts. Each form's own id, name and report of its sources may. */
const said = ({ text, reasoning, content, toolCalls, finishReason, rawFinishReason, usage }: Generation) => {
  const { reports: _, ...counts } = usage
  return { text, reasoning, content, toolCalls, finishReason, rawFinishReason, counts }
}

const question: Message = { role: 'user', content: 'Weather in Lyon, please.' }

const partsOf = async (stream: AsyncIterable<StreamPart>): Promise<object[]> => {
  const parts: object[] = []
  for await (const part of stream) if (part.type !== 'start' && part.type !== 'finish') parts.push(part)
  return parts
}

describe('one conversation through Claude’s own form and Converse', () => {
  it('gives equal answers, whole and streamed, and equal parts', async () => {
    const [native, converse] = await Promise.all(
      ['messages', 'converse'].map((via) => generateText(call(via, [question]))),
    )
    const streams = ['messages', 'converse'].map((via) => streamText(call(via, [question])))
    const parts = await Promise.all(streams.map(partsOf))
    const streamed = await Promise.all(streams.map((stream) => stream.result))
    expect(native?.toolCalls).toMatchObject([
      { toolCallId: 'toolu_1', toolName: 'weather', input: { city: 'Lyon' } },
      { toolCallId: 'toolu_2', toolName: 'clock', input: {} },
    ])
    expect(native?.usage).toMatchObject({ inputTokens: 12, cacheReadTokens: 1024, cacheWriteTokens: 256 })
    for (const generation of [converse, ...streamed])
      expect(generation && said(generation)).toEqual(native && said(native))
    expect(parts[1]).toEqual(parts[0])
  })

  it('gives equal answers in the next turn, with reasoning and results sent back', async () => {
    const next = async (via: string): Promise<Generation> => {
      const first = await generateText(call(via, [question]))
      const result = (toolCallId: string, toolName: string) => ({
        type: 'tool-result' as const,
        toolCallId,
        toolName,
        output: { type: 'json' as const, value: { celsius: 21 } },
      })
      return generateText(
        call(via, [
          question,
          { role: 'assistant', content: first.content },
          { role: 'tool', content: [result('toolu_1', 'weather'), result('toolu_2', 'clock')] },
        ]),
      )
    }
    bodies.length = 0
    const native = await next('messages')
    const converse = await next('converse')
    expect(native.text).toBe('It is 21 °C in Lyon.')
    expect(said(converse)).toEqual(said(native))
    for (const body of [bodies[1], bodies[3]]) expect(JSON.stringify(body)).toContain('c2lnbmF0dXJl')
  })
})
