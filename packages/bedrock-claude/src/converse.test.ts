import { BedrockError, createBedrock, type Plan, plan } from '@x/bedrock-core'
import { isJsonObject, type JsonObject, type Turn } from '@x/bedrock-core/family'
import { checked, foldDeltas } from '@x/bedrock-core/testing'
import { describe, expect, it } from 'vitest'
import { claude } from './claude.ts'
import { claudeConverse } from './converse.ts'
import { messages } from './messages/format.ts'
import type { ClaudeOptions } from './options.ts'
import { converseAnswer as converse, nativeAnswer as native } from './test/one-answer.ts'
import { promptOf } from './test/prompt.ts'

const sonnet45 = 'anthropic.claude-sonnet-4-5-20250929-v1:0'
const opus47 = 'anthropic.claude-opus-4-7'

const written = (more: Parameters<typeof promptOf>[0], model: string = sonnet45): JsonObject =>
  JSON.parse(JSON.stringify(checked(claudeConverse).encode(promptOf(more), model).body))

describe('Claude on Converse', () => {
  it('sends in Claude’s own words what Converse has none for', () => {
    const options: ClaudeOptions = {
      thinking: { budgetTokens: 2048, interleaved: true },
      betas: ['some-beta'],
      anthropicTools: [{ type: 'bash_20250124', name: 'bash' }],
    }
    expect(written({ options, maxOutputTokens: 4096 })).toEqual({
      messages: [{ role: 'user', content: [{ text: 'Hi' }] }],
      inferenceConfig: { maxTokens: 4096 },
      additionalModelRequestFields: {
        thinking: { type: 'enabled', budget_tokens: 2048 },
        anthropic_beta: ['some-beta', 'interleaved-thinking-2025-05-14'],
        tools: [{ type: 'bash_20250124', name: 'bash' }],
      },
    })
    expect(written({ reasoning: 'xhigh', topK: 5 }, opus47)['additionalModelRequestFields']).toEqual({
      thinking: { type: 'adaptive', display: 'summarized' },
      output_config: { effort: 'xhigh' },
    })
    expect(written({ topK: 5 })['additionalModelRequestFields']).toEqual({ top_k: 5 })
  })

  it('resolves what does not go together, as the messages form does', () => {
    const more = { options: { thinking: { budgetTokens: 1024 } }, temperature: 0, toolChoice: 'required' } as const
    const tools = [{ name: 'a', description: 'A', inputSchema: { type: 'object' } }]
    const { body, warnings } = checked(claudeConverse).encode(promptOf({ ...more, tools }), sonnet45)
    const own = checked(messages).encode(promptOf({ ...more, tools }), sonnet45).warnings
    expect(body['inferenceConfig']).toEqual({ maxTokens: 5120 })
    expect(body['toolConfig']).toMatchObject({ toolChoice: { auto: {} } })
    expect(warnings).toEqual(own)
  })

  it('refuses by name what it has no place for', () => {
    for (const options of [
      { toolSearch: 'regex' },
      { userId: 'u' },
      { anthropicVersion: 'v' },
    ] satisfies ClaudeOptions[])
      expect(() => written({ options })).toThrow(expect.objectContaining({ code: 'unsupported' }))
  })
})

describe('the way a prompt takes', () => {
  const bedrock = createBedrock({ region: 'us-east-1', auth: async (request) => request, families: [claude()] })
  const planned = (model: string, more: Partial<Parameters<typeof plan<ClaudeOptions>>[0]>): Plan =>
    plan(
      { model: bedrock(model, { family: 'claude' }), messages: [{ role: 'user', content: 'Hi' }], ...more },
      { stream: true },
    )

  it('is the messages form for what it carries', () => {
    expect(planned(sonnet45, {}).operation).toBe('invoke-with-response-stream')
    expect(
      planned(sonnet45, { tools: { a: { inputSchema: { type: 'object' } } }, promptCache: true, reasoning: 'low' })
        .format.name,
    ).toBe('messages')
  })

  it('is Converse for files in S3, guarded content and documents to answer from', () => {
    const file = { type: 'file', mediaType: 'image/png', data: { uri: 's3://bucket/key.png' } } as const
    const guarded = { type: 'text', text: 'Hi', guard: ['query'] } as const
    expect(planned(sonnet45, { messages: [{ role: 'user', content: [file] }] }).operation).toBe('converse-stream')
    expect(planned(sonnet45, { messages: [{ role: 'user', content: [guarded] }] }).operation).toBe('converse-stream')
    expect(planned(sonnet45, { documents: [{ text: 'The sky is blue.' }] }).operation).toBe('converse-stream')
  })

  it('ends before sending where a model lacks what is asked', () => {
    for (const [model, more] of [
      ['anthropic.claude-3-haiku-20240307-v1:0', { promptCache: true }],
      ['anthropic.claude-3-5-haiku-20241022-v1:0', { reasoning: 'low' }],
      ['anthropic.claude-v2:1', { tools: { a: { inputSchema: { type: 'object' } } } }],
      ['anthropic.claude-3-7-sonnet-20250219-v1:0', { responseFormat: { schema: { type: 'object' } } }],
    ] as const)
      expect(() => planned(model, more)).toThrow(BedrockError)
  })
})

describe('one conversation by both ways', () => {
  it('gives equal content, counts and reason', () => {
    const one = foldDeltas(messages.decode(native, {})).generation
    const other = foldDeltas(claudeConverse.decode(converse, {})).generation
    expect(other.content).toEqual(one.content)
    expect(other.finishReason).toBe(one.finishReason)
    for (const key of ['inputTokens', 'outputTokens', 'cacheReadTokens', 'cacheWriteTokens', 'totalTokens'] as const)
      expect(other.usage[key]).toBe(one.usage[key])
  })

  it('writes what either said, with cache points in the same places', () => {
    const { content } = foldDeltas(claudeConverse.decode(converse, {})).generation
    const turns: Turn[] = [
      { role: 'user', content: [{ type: 'text', text: 'Weather?' }] },
      { role: 'assistant', content },
      {
        role: 'tool',
        content: [
          { type: 'tool-result', toolCallId: 'toolu_1', toolName: 'weather', output: { type: 'text', value: 'Sun' } },
        ],
      },
    ]
    const prompt = promptOf({
      messages: turns,
      system: [{ type: 'text', text: 'Be brief.' }],
      promptCache: true,
      tools: [{ name: 'weather', description: 'W', inputSchema: { type: 'object' } }],
    })
    const own = checked(messages).encode(prompt, sonnet45)
    const generic = checked(claudeConverse).encode(prompt, sonnet45)
    expect(JSON.parse(JSON.stringify(own.body['messages']))).toMatchObject([{}, { content: native['content'] }, {}])
    expect(own.cachePoints?.map(({ path }) => path)).toEqual([
      'tools.0',
      'system.0',
      'messages.0.content.0',
      'messages.2.content.0',
    ])
    expect(behind(generic.body)).toEqual(['toolSpec', 'text', 'text', 'toolResult'])
  })
})

/** What stands before each cache point of a Converse body. */
const behind = (body: JsonObject): string[] => {
  const config = body['toolConfig']
  const lists = [
    isJsonObject(config) ? config['tools'] : undefined,
    body['system'],
    ...(Array.isArray(body['messages']) ? body['messages'].map((message: JsonObject) => message['content']) : []),
  ]
  return lists.flatMap((list) => {
    const blocks = Array.isArray(list) ? list.filter(isJsonObject) : []
    return blocks.flatMap((block, index) =>
      'cachePoint' in block ? [Object.keys(blocks[index - 1] ?? {})[0] ?? ''] : [],
    )
  })
}
