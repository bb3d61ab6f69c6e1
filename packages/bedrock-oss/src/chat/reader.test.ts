import type { JsonObject } from '@x/bedrock-core/family'
import { foldDeltas } from '@x/bedrock-core/testing'
import { describe, expect, it } from 'vitest'
import { decode } from './decode.ts'
import { createReader } from './reader.ts'

const chunk = (delta: JsonObject, more: JsonObject = {}): JsonObject => ({
  id: 'chatcmpl-1',
  model: 'openai.gpt-oss-20b-1:0',
  choices: [{ index: 0, delta, finish_reason: null, ...more }],
})

const fold = (...events: readonly JsonObject[]) => {
  const reader = createReader()
  return foldDeltas(events.flatMap((event) => [...reader(event)]))
}

const call = (index: number, id: string | null, name: string | null, json: string): JsonObject => ({
  index,
  id,
  type: 'function',
  function: { name, arguments: json },
})

describe('a stream of chat completion chunks', () => {
  it('joins several entries of one call in one chunk, and tells calls apart', () => {
    const { generation } = fold(
      chunk({ role: 'assistant', content: '' }),
      chunk({ tool_calls: [call(0, 'a', 'add', '{"x"'), call(0, null, null, ':'), call(0, null, null, '1}')] }),
      chunk({ tool_calls: [call(1, 'b', 'now', '')] }),
      chunk({ content: 'Wait.' }),
      chunk({}, { finish_reason: 'tool_calls' }),
    )
    expect(generation.content).toEqual([
      { type: 'tool-call', toolCallId: 'a', toolName: 'add', input: { x: 1 } },
      { type: 'tool-call', toolCallId: 'b', toolName: 'now', input: {} },
      { type: 'text', text: 'Wait.' },
    ])
    expect(generation.finishReason).toBe('tool-calls')
    expect(generation.response).toMatchObject({ id: 'chatcmpl-1', modelName: 'openai.gpt-oss-20b-1:0' })
  })

  it('begins a new call where an index comes again with another id', () => {
    const { generation } = fold(
      chunk({ tool_calls: [call(0, 'a', 'add', '{}')] }),
      chunk({ tool_calls: [call(0, 'b', 'add', '{}')] }),
      chunk({}, { finish_reason: 'tool_calls' }),
    )
    expect(generation.toolCalls.map(({ toolCallId }) => toolCallId)).toEqual(['a', 'b'])
  })

  it('takes the channel marks off a tool’s name', () => {
    const { generation } = fold(
      chunk({ tool_calls: [call(0, 'a', 'json<|channel|>commentary', '{}')] }, { finish_reason: 'tool_calls' }),
    )
    expect(generation.toolCalls[0]?.toolName).toBe('json')
  })

  it('gives what looked like a tag before a call, and at the end', () => {
    const { generation } = fold(
      chunk({ content: 'a <' }),
      chunk({ tool_calls: [call(0, 'a', 'add', '{}')] }),
      chunk({ content: 'b <reas' }, { finish_reason: 'length' }),
    )
    expect(generation.text).toBe('a <b <reas')
    expect(generation.finishReason).toBe('length')
  })

  it('follows the first of several answers', () => {
    const other = { choices: [{ index: 1, delta: { content: 'other' }, finish_reason: 'length' }] }
    const { generation } = fold(chunk({ content: 'one' }), other, chunk({}, { finish_reason: 'stop' }), other)
    expect([generation.text, generation.finishReason]).toEqual(['one', 'stop'])
  })

  it('reads reasoning in a member of its own, as OpenAI’s twin paths say it', () => {
    const { generation } = fold(
      chunk({ reasoning_content: 'Hm.' }),
      chunk({ reasoning: ' Yes.' }),
      chunk({ content: 'Hi' }, { finish_reason: 'stop' }),
    )
    expect([generation.reasoning, generation.text]).toEqual(['Hm. Yes.', 'Hi'])
  })

  it('ends only with a finish reason', () => {
    expect(() => fold(chunk({ content: 'Hi' }), { choices: [], usage: { prompt_tokens: 1 } })).toThrow(
      expect.objectContaining({ code: 'truncated' }),
    )
  })
})

describe('a whole chat completion', () => {
  it('counts what came from the cache apart', () => {
    const deltas = decode({
      choices: [{ index: 0, message: { content: 'Hi' }, finish_reason: 'stop' }],
      usage: {
        prompt_tokens: 151,
        completion_tokens: 61,
        prompt_tokens_details: { cached_tokens: 64 },
        completion_tokens_details: { reasoning_tokens: 12 },
      },
    })
    expect(foldDeltas(deltas).generation.usage).toMatchObject({
      inputTokens: 87,
      cacheReadTokens: 64,
      outputTokens: 61,
      reasoningTokens: 12,
      totalTokens: 212,
    })
  })

  it.each([
    ['choices', {}],
    ['message', { choices: [] }],
  ])('names the key it could not read: %s', (key, body) => {
    expect(() => decode(body)).toThrow(new RegExp(`"${key}"`))
  })
})
