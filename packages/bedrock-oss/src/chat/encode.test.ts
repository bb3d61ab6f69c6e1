import { type JsonObject, type Prompt, readList, type Turn } from '@x/bedrock-core/family'
import { checked } from '@x/bedrock-core/testing'
import { describe, expect, it } from 'vitest'
import type { OssOptions } from '../options.ts'
import { promptOf } from '../test/prompt.ts'
import { chat } from './format.ts'

const sent = (prompt: Prompt<OssOptions>): JsonObject =>
  JSON.parse(JSON.stringify(checked(chat).encode(prompt, '').body))
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
    const { body, warnings } = checked(chat).encode(promptOf({ reasoning: 'max' }), '')
    expect(body['reasoning_effort']).toBe('high')
    expect(warnings).toEqual([expect.objectContaining({ code: 'reasoning-lowered' })])
  })

  it('wraps arguments that are no object', () => {
    const call = { type: 'tool-call', toolCallId: 'a', toolName: 'add', input: '{"x":', invalid: true } as const
    const { invalid: _invalid, input: _input, ...of } = call
    const result = { ...of, type: 'tool-result', output: { type: 'text', value: 'No.' } } as const
    const answered = { role: 'tool', content: [result] } as const
    const prompt = promptOf({ messages: [turn('user', 'Hi'), { role: 'assistant', content: [call] }, answered] })
    const [, message] = readList(checked(chat).encode(prompt, '').body, 'messages')
    expect(message).toMatchObject({ tool_calls: [{ function: { arguments: '{"INVALID_JSON":"{\\"x\\":"}' } }] })
  })

  it('refuses a file by name', () => {
    const file = { type: 'file', mediaType: 'image/png', data: 'AA==' } as const
    expect(() => checked(chat).encode(promptOf({ messages: [{ role: 'user', content: [file] }] }), '')).toThrow(
      /no place for a file/,
    )
  })
})
