import type { AssistantPart, Json, JsonObject, Turn, UserPart } from '@x/bedrock-core/family'
import { checked } from '@x/bedrock-core/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { promptOf } from '../test/prompt.ts'
import { messages as form } from './format.ts'

const model = 'anthropic.claude-sonnet-4-5-20250929-v1:0'
const written = (more: Parameters<typeof promptOf>[0], id: string = model): JsonObject =>
  JSON.parse(JSON.stringify(checked(form).encode(promptOf(more), id).body))
const codes = (more: Parameters<typeof promptOf>[0]): (string | undefined)[] =>
  (checked(form).encode(promptOf(more), model).warnings ?? []).map(({ code }) => code)

const user = (...content: UserPart[]): Turn => ({ role: 'user', content })
const assistant = (...content: AssistantPart[]): Turn => ({ role: 'assistant', content })
const text = (words: string) => ({ type: 'text' as const, text: words })

describe('a Messages body', () => {
  const png = { type: 'file', mediaType: 'image/png' } as const
  const files: readonly [name: string, part: UserPart, block: Json][] = [
    [
      'an image as bytes',
      { ...png, data: new Uint8Array([1, 2, 3]) },
      { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AQID' } },
    ],
    [
      'an image as base64',
      { ...png, data: 'AQID' },
      { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AQID' } },
    ],
    [
      'a PDF to be cited',
      { type: 'file', mediaType: 'application/pdf', data: 'AQID', filename: 'a.pdf', context: 'Old.', citations: true },
      {
        type: 'document',
        source: { type: 'base64', media_type: 'application/pdf', data: 'AQID' },
        title: 'a.pdf',
        context: 'Old.',
        citations: { enabled: true },
      },
    ],
    [
      'a text document of any kind',
      { type: 'file', mediaType: 'text/csv', data: new TextEncoder().encode('größe') },
      { type: 'document', source: { type: 'text', media_type: 'text/plain', data: 'größe' } },
    ],
  ]

  it.each(files)('carries %s', (_name, part, block) => {
    expect(written({ messages: [user(part)] })['messages']).toEqual([{ role: 'user', content: [block] }])
  })

  it.each([
    ['a file in S3', { ...png, data: { uri: 's3://bucket/key' } }, 'unsupported'],
    ['an office document', { type: 'file', mediaType: 'application/msword', data: 'AQID' }, 'unsupported'],
    ['text that is not base64', { type: 'file', mediaType: 'text/plain', data: 'größe' }, 'invalid-argument'],
  ] as const)('refuses %s', (_name, part, code) => {
    expect(() => written({ messages: [user(part)] })).toThrow(expect.objectContaining({ code }))
  })

  it('puts the results of parallel calls into one message, before what the user says', () => {
    const result = (id: string, output: Json): JsonObject => ({ type: 'tool_result', tool_use_id: id, content: output })
    const messages: Turn[] = [
      user(text('Hi')),
      assistant(
        { type: 'tool-call', toolCallId: 'a', toolName: 'x', input: {} },
        { type: 'tool-call', toolCallId: 'b', toolName: 'x', input: '{"cut', invalid: true },
        { type: 'tool-call', toolCallId: 'c', toolName: 'x', input: {} },
      ),
      {
        role: 'tool',
        content: [{ type: 'tool-result', toolCallId: 'a', toolName: 'x', output: { type: 'json', value: { n: 1 } } }],
      },
      {
        role: 'tool',
        content: [
          { type: 'tool-result', toolCallId: 'b', toolName: 'x', output: { type: 'error-text', value: 'No.' } },
          { type: 'tool-result', toolCallId: 'c', toolName: 'x', output: { type: 'text', value: '' } },
        ],
      },
      user(text('And?')),
    ]
    expect(written({ messages })['messages']).toEqual([
      { role: 'user', content: [text('Hi')] },
      {
        role: 'assistant',
        content: [
          { type: 'tool_use', id: 'a', name: 'x', input: {} },
          { type: 'tool_use', id: 'b', name: 'x', input: { INVALID_JSON: '{"cut' } },
          { type: 'tool_use', id: 'c', name: 'x', input: {} },
        ],
      },
      {
        role: 'user',
        content: [
          result('a', '{"n":1}'),
          { ...result('b', 'No.'), is_error: true },
          { type: 'tool_result', tool_use_id: 'c' },
          text('And?'),
        ],
      },
    ])
  })

  it('says what it leaves out of the history', () => {
    const messages: Turn[] = [
      user(text('Hi'), { type: 'raw', format: 'converse', value: {} }),
      assistant({ type: 'reasoning', text: 'hm' }, { ...png, data: 'AQID' }, text('Yes')),
      user(text('Go on')),
    ]
    expect(codes({ messages })).toEqual(['raw-removed', 'reasoning-removed', 'file-removed'])
  })

  it('trims what the assistant is to go on with', () => {
    const messages = [user(text('Hi')), assistant(text('Well, \n'))]
    expect(written({ messages })['messages']).toMatchObject([{}, { content: [text('Well,')] }])
    expect(codes({ messages })).toEqual(['text-trimmed'])
  })

  const tool = { name: 'a', description: '', inputSchema: { type: 'object' }, strict: true }
  it.each([
    [{ toolChoice: 'auto' }, { type: 'auto' }],
    [{ toolChoice: 'required' }, { type: 'any' }],
    [{ toolChoice: 'none' }, { type: 'none' }],
    [{ toolChoice: { tool: 'a' } }, { type: 'tool', name: 'a' }],
    [{ options: { disableParallelToolUse: true } }, { type: 'auto', disable_parallel_tool_use: true }],
    [
      { toolChoice: 'required', options: { disableParallelToolUse: true } },
      { type: 'any', disable_parallel_tool_use: true },
    ],
    [{}, undefined],
  ] as const)('writes the tool choice of %o', (more, choice) => {
    const body = written({ ...more, tools: [tool] })
    expect(body['tools']).toEqual([{ name: 'a', input_schema: { type: 'object' }, strict: true }])
    expect(body['tool_choice']).toEqual(choice)
  })

  it('puts search before the tools it searches, and Anthropic’s tools after', () => {
    const options = { toolSearch: 'regex', anthropicTools: [{ type: 'bash_20250124', name: 'bash' }] } as const
    const body = written({ tools: [tool], options, promptCache: true })
    expect(body['anthropic_beta']).toEqual(['tool-search-tool-2025-10-19'])
    expect(body['tools']).toEqual([
      { type: 'tool_search_tool_regex_20251119', name: 'tool_search_tool_regex' },
      { name: 'a', input_schema: { type: 'object' }, strict: true, defer_loading: true },
      { type: 'bash_20250124', name: 'bash' },
    ])
  })

  it('asks for an answer that fits a schema', () => {
    const schema = { type: 'object', properties: {}, additionalProperties: false }
    expect(written({ responseFormat: { schema } })['output_config']).toEqual({
      format: { type: 'json_schema', schema },
    })
  })

  const words = fc.constantFrom('a', 'b ', ' ', '', '\n')
  const said = words.map(text)
  const thought = fc.record({ type: fc.constant('reasoning' as const), text: words }, {})
  const turn: fc.Arbitrary<Turn> = fc.oneof(
    fc.array(said, { maxLength: 3 }).map((content) => user(...content)),
    fc.array(fc.oneof(said, thought), { maxLength: 3 }).map((content) => assistant(...content)),
  )

  it('never sends blank text, an empty message, two neighbours of one role or white space to go on with', () => {
    fc.assert(
      fc.property(fc.array(turn, { maxLength: 8 }), (turns) => {
        const messages = [user(text('Hi')), ...turns]
        const sent = written({ messages })['messages'] as { role: string; content: { type: string; text: string }[] }[]
        for (const { content } of sent) expect(content.length).toBeGreaterThan(0)
        for (const { text: one } of sent.flatMap(({ content }) => content)) expect(one.trim()).not.toBe('')
        for (const [index, { role }] of sent.entries()) expect(role).not.toBe(sent[index + 1]?.role)
        const last = sent.at(-1)
        if (last?.role === 'assistant') expect(last.content.at(-1)?.text).toMatch(/\S$/)
      }),
      { numRuns: 1000 },
    )
  })

  it.each<[string, Turn[]]>([['blank turns', [user(text(' ')), assistant(text(''))]]])(
    'refuses %s',
    (_name, messages) => {
      expect(() => written({ messages })).toThrow(expect.objectContaining({ code: 'invalid-argument' }))
    },
  )

  it('says what it changed: a blank stop sequence, a temperature above 1', () => {
    expect(codes({ stopSequences: ['a', ' '], temperature: 1.5 })).toEqual([
      'temperature-clamped',
      'stop-sequence-removed',
    ])
    expect(written({ stopSequences: ['a', ' '], temperature: 1.5 })).toMatchObject({
      stop_sequences: ['a'],
      temperature: 1,
    })
  })

  it('makes ids and names of another model’s conversation legal, the same way each time', () => {
    const call = { type: 'tool-call', toolCallId: 'call:1', toolName: 'get weather', input: {} } as const
    const output = { type: 'text', value: 'ok' } as const
    const [, said, answered] = written({
      messages: [
        user(text('Hi')),
        assistant(call),
        { role: 'tool', content: [{ ...call, type: 'tool-result', output }] },
      ],
    })['messages'] as { content: JsonObject[] }[]
    expect(said?.content[0]?.['id']).toMatch(/^call_1_[a-z0-9]+$/)
    expect(said?.content[0]?.['name']).toMatch(/^get_weather_[a-z0-9]+$/)
    expect(answered?.content[0]?.['tool_use_id']).toBe(said?.content[0]?.['id'])
  })
})
