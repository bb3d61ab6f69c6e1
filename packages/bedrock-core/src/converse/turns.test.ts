import { describe, expect, it } from 'vitest'
import type { AssistantPart, FilePart, ToolResultPart, UserPart } from '../speech/content.ts'
import type { Json, JsonObject } from '../speech/json.ts'
import type { Prompt, Turn } from '../speech/prompt.ts'
import { checked } from '../testing/checked.ts'
import { converse } from './converse.ts'
import type { ConverseSettings } from './settings.ts'

const user = (...content: UserPart[]): Turn => ({ role: 'user', content })
const assistant = (...content: AssistantPart[]): Turn => ({ role: 'assistant', content })
const tool = (...content: ToolResultPart[]): Turn => ({ role: 'tool', content })
const text = (words: string) => ({ type: 'text', text: words }) as const
const call = (toolCallId: string, input: Json = {}): AssistantPart => ({
  type: 'tool-call',
  toolCallId,
  toolName: 'f',
  input,
})
const result = (toolCallId: string, output: ToolResultPart['output']): ToolResultPart => ({
  type: 'tool-result',
  toolCallId,
  toolName: 'f',
  output,
})
const pdf: FilePart = { type: 'file', mediaType: 'application/pdf', data: 'AQID', filename: 'Report: Q1.pdf' }

const encode = (prompt: Partial<Prompt>, settings: ConverseSettings = {}) =>
  checked(converse(settings)).encode({ system: [], messages: [], tools: [], options: {}, ...prompt }, 'some.model-v1:0')
const body = (prompt: Partial<Prompt>, settings?: ConverseSettings): JsonObject => encode(prompt, settings).body
const messages = (turns: readonly Turn[], settings?: ConverseSettings): Json | undefined =>
  body({ messages: turns }, settings)['messages']
const codes = (prompt: Partial<Prompt>, settings?: ConverseSettings): string[] =>
  (encode(prompt, settings).warnings ?? []).map(({ code }) => code)

describe('turns', () => {
  it('of one role become one, blank text goes', () => {
    expect(messages([user(text('a')), user(text(' '), text('b')), assistant(text('\n')), user(text('c'))])).toEqual([
      { role: 'user', content: [{ text: 'a' }, { text: 'b' }, { text: 'c' }] },
    ])
  })

  it('carry tool calls and results, successes without a status', () => {
    const turns = [
      user(text('go')),
      assistant(call('1', { a: 1 }), call('2', 'cut off {')),
      tool(result('1', { type: 'json', value: { ok: true } }), result('2', { type: 'error-text', value: 'no' })),
      user(text('and?')),
    ]
    expect(messages(turns)).toEqual([
      { role: 'user', content: [{ text: 'go' }] },
      {
        role: 'assistant',
        content: [
          { toolUse: { toolUseId: '1', name: 'f', input: { a: 1 } } },
          { toolUse: { toolUseId: '2', name: 'f', input: { input: 'cut off {' } } },
        ],
      },
      {
        role: 'user',
        content: [
          { toolResult: { toolUseId: '1', content: [{ json: { ok: true } }] } },
          { toolResult: { toolUseId: '2', content: [{ text: 'no' }], status: 'error' } },
          { text: 'and?' },
        ],
      },
    ])
  })

  it('keep a model’s departures', () => {
    const turns = [
      user(text('go')),
      assistant(call('1')),
      tool(result('1', { type: 'error-json', value: { a: 1 } })),
      user(text('and?')),
    ]
    const settings: ConverseSettings = {
      besideToolResults: [],
      toolResultStatus: false,
      toolResultJson: 'text',
      toolUseId: (id) => `id${id}`,
    }
    expect(messages(turns, settings)).toEqual([
      { role: 'user', content: [{ text: 'go' }] },
      { role: 'assistant', content: [{ toolUse: { toolUseId: 'id1', name: 'f', input: {} } }] },
      { role: 'user', content: [{ toolResult: { toolUseId: 'id1', content: [{ text: '{"a":1}' }] } }] },
      { role: 'assistant', content: [{ text: '.' }] },
      { role: 'user', content: [{ text: 'and?' }] },
    ])
  })

  it.each<[ConverseSettings['reasoningReplay'], number]>([
    ['signed', 3],
    ['text', 4],
    ['none', 0],
  ])('replay reasoning: %s', (reasoningReplay, count) => {
    const thoughts: AssistantPart[] = [
      { type: 'reasoning', text: 'signed', signature: 's' },
      { type: 'reasoning', text: '', signature: 'alone' },
      { type: 'reasoning', text: '', redacted: 'AQID' },
      { type: 'reasoning', text: 'unsigned' },
    ]
    const sent = body(
      { messages: [user(text('a')), assistant(...thoughts, text('b'))] },
      reasoningReplay === undefined ? {} : { reasoningReplay },
    )
    expect(JSON.stringify(sent).split('reasoningContent')).toHaveLength(count + 1)
  })

  it('that are to be continued lose the white space at their end, and say so', () => {
    const turns = [user(text('a')), assistant(text('b'), text('{ '))]
    expect(messages(turns)).toMatchObject([{}, { content: [{ text: 'b' }, { text: '{' }] }])
    expect(codes({ messages: turns })).toEqual(['text-trimmed'])
    expect(codes({ messages: [...turns, user(text('c '))] })).toEqual([])
  })

  it('give back what the assistant cited, in Converse’s words or their own', () => {
    const raw = { title: 't', sourceContent: [{ text: 'x' }], location: { web: { url: 'https://a.example' } } }
    const foreign = {
      title: 't',
      location: { type: 'pages', documentIndex: 1, start: 2, end: 3 },
      raw: { type: 'page_location' },
    } as const
    const said = assistant({ ...text('a'), citations: [{ raw }, foreign, {}] }, { ...text(''), citations: [{ raw }] })
    expect(messages([user({ ...text('q'), citations: [{ raw }] }), said])).toEqual([
      { role: 'user', content: [{ text: 'q' }] },
      {
        role: 'assistant',
        content: [
          {
            citationsContent: {
              content: [{ text: 'a' }],
              citations: [raw, { title: 't', location: { documentPage: { documentIndex: 1, start: 2, end: 3 } } }],
            },
          },
          { citationsContent: { citations: [raw] } },
        ],
      },
    ])
    expect(messages([user(text('q')), said], { citationReplay: false })).toMatchObject([
      {},
      { content: [{ text: 'a' }] },
    ])
  })

  it('begin with the user, and say so when they had not', () => {
    const turns = [assistant(text('Hi.')), user(text('Hi.'))]
    expect(messages(turns)).toMatchObject([
      { role: 'user', content: [{ text: '.' }] },
      { role: 'assistant' },
      { role: 'user' },
    ])
    expect(codes({ messages: turns })).toEqual(['user-turn-added'])
    expect(messages(turns, { leadingAssistant: true })).toMatchObject([{ role: 'assistant' }, { role: 'user' }])
  })
})

describe('documents', () => {
  it('have legal names of their own and text beside them', () => {
    const names = [
      pdf,
      pdf,
      { ...pdf, filename: 'Ünder　score_1.tar.gz' },
      { type: 'file', mediaType: 'text/csv', data: 'AQID' } as const,
    ]
    expect(JSON.stringify(messages([user(...names)])).match(/"name":"[^"]*"/g)).toEqual([
      '"name":"Report Q1"',
      '"name":"Report Q1 (2)"',
      '"name":"nder score_1 tar"',
      '"name":"Document"',
    ])
    expect(messages([user(pdf)])).toMatchObject([{ content: [{ text: '.' }, { document: { format: 'pdf' } }] }])
  })

  it('to answer from join the last question', () => {
    const sent = body({ messages: [user(text('Who?'))], documents: [{ title: 'facts', text: 'Matz.' }, { text: ' ' }] })
    expect(sent['messages']).toEqual([
      {
        role: 'user',
        content: [
          { text: 'Who?' },
          { document: { format: 'txt', name: 'facts', source: { text: 'Matz.' }, citations: { enabled: true } } },
        ],
      },
    ])
  })
})
