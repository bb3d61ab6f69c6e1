import { isJsonObject, type Json, type JsonObject, type Prompt, readList, type Turn } from '@x/bedrock-core/family'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OssOptions } from '../options.ts'
import { promptOf } from '../test/prompt.ts'
import { encode } from './encode.ts'

const sent = (prompt: Prompt<OssOptions>): JsonObject => JSON.parse(JSON.stringify(encode(prompt).body))
const turn = (role: 'user' | 'assistant', ...texts: string[]): Turn => ({
  role,
  content: texts.map((text) => ({ type: 'text', text })),
})

describe('a chat completions body', () => {
  it('says what was asked, and nothing more', () => {
    const prompt = promptOf({
      system: [{ type: 'text', text: 'Be brief.' }],
      messages: [turn('user', 'Hi'), turn('assistant', 'Yes?'), turn('user', 'One.', 'Two.')],
      tools: [{ name: 'add', inputSchema: { type: 'object' }, strict: true }],
      toolChoice: 'required',
      maxOutputTokens: 10,
      temperature: 0.5,
      topP: 0.9,
      stopSequences: ['END'],
      reasoning: 'low',
      responseFormat: { schema: { type: 'object' } },
      options: { seed: 7, parallelToolCalls: false },
    })
    expect(sent(prompt)).toEqual({
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: 'Yes?' },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'One.' },
            { type: 'text', text: 'Two.' },
          ],
        },
      ],
      tools: [{ type: 'function', function: { name: 'add', parameters: { type: 'object' }, strict: true } }],
      tool_choice: 'required',
      max_tokens: 10,
      temperature: 0.5,
      top_p: 0.9,
      stop: ['END'],
      reasoning_effort: 'low',
      response_format: { type: 'json_schema', json_schema: { name: 'answer', schema: { type: 'object' } } },
      seed: 7,
      parallel_tool_calls: false,
    })
  })

  it('lowers an effort that gpt-oss does not know, and says so', () => {
    const { body, warnings } = encode(promptOf({ reasoning: 'max' }))
    expect(body['reasoning_effort']).toBe('high')
    expect(warnings).toEqual([expect.objectContaining({ code: 'reasoning-lowered' })])
  })

  it('wraps arguments that are no object', () => {
    const call = { type: 'tool-call', toolCallId: 'a', toolName: 'add', input: '{"x":', invalid: true } as const
    const prompt = promptOf({ messages: [turn('user', 'Hi'), { role: 'assistant', content: [call] }] })
    const [, message] = readList(encode(prompt).body, 'messages')
    expect(message).toMatchObject({ tool_calls: [{ function: { arguments: '{"input":"{\\"x\\":"}' } }] })
  })

  it('refuses a file by name', () => {
    const file = { type: 'file', mediaType: 'image/png', data: 'AA==' } as const
    expect(() => encode(promptOf({ messages: [{ role: 'user', content: [file] }] }))).toThrow(/text alone/)
  })
})

const text = fc.oneof(fc.constant(' \n'), fc.constant(''), fc.string())
const json: fc.Arbitrary<Json> = fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.constant({ x: 1 }))
const textPart = fc.record({ type: fc.constant('text' as const), text })
const anyTurn: fc.Arbitrary<Turn> = fc.oneof(
  fc.record({ role: fc.constant('user' as const), content: fc.array(textPart) }),
  fc.record({
    role: fc.constant('assistant' as const),
    content: fc.array(
      fc.oneof(
        textPart,
        fc.record({ type: fc.constant('reasoning' as const), text }),
        fc.record({
          type: fc.constant('tool-call' as const),
          toolCallId: fc.uuid(),
          toolName: fc.constant('add'),
          input: json,
        }),
      ),
    ),
  }),
  fc.record({
    role: fc.constant('tool' as const),
    content: fc.array(
      fc.record({
        type: fc.constant('tool-result' as const),
        toolCallId: fc.uuid(),
        toolName: fc.constant('add'),
        output: fc.oneof(
          fc.record({ type: fc.constantFrom('text' as const, 'error-text' as const), value: text }),
          fc.record({ type: fc.constantFrom('json' as const, 'error-json' as const), value: json }),
          fc.record({ type: fc.constant('content' as const), value: fc.array(textPart) }),
        ),
      }),
    ),
  }),
)
const anyPrompt: fc.Arbitrary<Prompt<OssOptions>> = fc.record(
  {
    system: fc.array(textPart, { maxLength: 2 }),
    messages: fc.array(anyTurn),
    tools: fc.array(fc.constant({ name: 'add', inputSchema: { type: 'object' } }), { maxLength: 2 }),
    options: fc.record({ seed: fc.integer(), parallelToolCalls: fc.boolean() }, { requiredKeys: [] }),
    toolChoice: fc.constantFrom('auto' as const, 'required' as const, 'none' as const, { tool: 'add' }),
    maxOutputTokens: fc.integer({ min: 1 }),
    stopSequences: fc.array(fc.string()),
    reasoning: fc.constantFrom('low' as const, 'medium' as const, 'high' as const, 'xhigh' as const, 'max' as const),
  },
  { requiredKeys: ['system', 'messages', 'tools', 'options'] },
)

const filled = (value: Json | undefined): boolean =>
  typeof value === 'string'
    ? value.trim() !== ''
    : Array.isArray(value) && value.every((part) => isJsonObject(part) && filled(part['text']))
const objectOf = (text: Json | undefined): boolean => isJsonObject(JSON.parse(String(text)))
const listed = (value: Json | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? value.filter(isJsonObject) : []

/** OpenAI's reference of chat completions, and what Bedrock says of it, as rules on members. */
const rules: Readonly<Record<string, (value: Json, body: JsonObject) => boolean>> = {
  messages: (value) => listed(value).every((message) => messageRules[String(message['role'])]?.(message) === true),
  max_tokens: (value) => Number.isInteger(value) && Number(value) >= 1,
  stop: (value) => Array.isArray(value) && value.length > 0,
  tools: (value) => listed(value).length > 0,
  tool_choice: (_, body) => body['tools'] !== undefined,
  parallel_tool_calls: (value, body) => typeof value === 'boolean' && body['tools'] !== undefined,
  reasoning_effort: (value) => value === 'low' || value === 'medium' || value === 'high',
  seed: (value) => Number.isInteger(value),
}
const messageRules: Readonly<Record<string, (message: JsonObject) => boolean>> = {
  system: ({ content }) => filled(content),
  user: ({ content }) => filled(content),
  tool: ({ content, name, tool_call_id }) => filled(content) && name === undefined && typeof tool_call_id === 'string',
  assistant: ({ content, tool_calls }) =>
    filled(content) &&
    (tool_calls === undefined ? !Array.isArray(content) || content.length > 0 : listed(tool_calls).length > 0) &&
    listed(tool_calls).every(({ function: called }) => isJsonObject(called) && objectOf(called['arguments'])),
}

it('obeys the documented constraints for any prompt', () => {
  fc.assert(
    fc.property(anyPrompt, (prompt) => {
      const body = sent(prompt)
      for (const [key, value] of Object.entries(body)) {
        const rule = rules[key]
        if (rule === undefined) throw new Error(`"${key}" is no member of the body`)
        if (value === undefined || !rule(value, body)) throw new Error(`${key}: ${JSON.stringify(value)}`)
      }
      expect(body).toHaveProperty('messages')
    }),
  )
})
