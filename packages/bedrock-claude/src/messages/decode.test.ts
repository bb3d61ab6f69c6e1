import type { Generation } from '@x/bedrock-core'
import { type Citation, type Delta, isJsonObject, type JsonObject, type Turn } from '@x/bedrock-core/family'
import { checked, foldDeltas } from '@x/bedrock-core/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { promptOf } from '../test/prompt.ts'
import { streamOf } from '../test/stream-of.ts'

import { messages as form } from './format.ts'
import { createReader, decode } from './reader.ts'

/** Not recorded anywhere: written after Anthropic's documentation of citations, redacted thinking and server tools. */
const location = {
  char: {
    type: 'char_location',
    cited_text: 'sky',
    document_index: 0,
    document_title: 'D',
    file_id: null,
    start_char_index: 4,
    end_char_index: 7,
  },
  page: {
    type: 'page_location',
    cited_text: 'sky',
    document_index: 1,
    document_title: null,
    start_page_number: 2,
    end_page_number: 3,
  },
  block: {
    type: 'content_block_location',
    cited_text: 'sky',
    document_index: 2,
    document_title: 'D',
    start_block_index: 0,
    end_block_index: 1,
  },
  search: {
    type: 'search_result_location',
    cited_text: 'sky',
    search_result_index: 3,
    source: 'kb://1',
    title: 'S',
    start_block_index: 0,
    end_block_index: 2,
  },
  web: {
    type: 'web_search_result_location',
    cited_text: 'sky',
    url: 'https://example.com',
    title: 'W',
    encrypted_index: 'xyz',
  },
} as const satisfies Record<string, JsonObject>

const expected: Readonly<Record<keyof typeof location, Omit<Citation, 'raw'>>> = {
  char: { title: 'D', citedText: 'sky', location: { type: 'characters', documentIndex: 0, start: 4, end: 7 } },
  page: { citedText: 'sky', location: { type: 'pages', documentIndex: 1, start: 2, end: 3 } },
  block: { title: 'D', citedText: 'sky', location: { type: 'chunks', documentIndex: 2, start: 0, end: 1 } },
  search: {
    title: 'S',
    source: 'kb://1',
    citedText: 'sky',
    location: { type: 'search-result', index: 3, start: 0, end: 2 },
  },
  web: {
    title: 'W',
    source: 'https://example.com',
    citedText: 'sky',
    location: { type: 'web', url: 'https://example.com' },
  },
}

const messageOf = (content: readonly JsonObject[], more: JsonObject = {}): JsonObject => ({
  id: 'msg_bdrk_1',
  type: 'message',
  role: 'assistant',
  model: 'claude',
  content,
  stop_reason: 'end_turn',
  stop_sequence: null,
  usage: { input_tokens: 3, output_tokens: 5 },
  ...more,
})

const whole = (message: JsonObject): Generation => foldDeltas(decode(message), 'messages').generation
const read = (events: readonly JsonObject[]): Delta[] => {
  const reader = createReader()
  return events.flatMap((event) => [...reader(event)])
}

/** What would go on the wire as the assistant's turn, were this answer said again. */
const saidAgain = (generation: Generation): JsonObject[] => {
  const turns: Turn[] = [
    { role: 'user', content: [{ type: 'text', text: 'Hi' }] },
    { role: 'assistant', content: generation.content },
    { role: 'user', content: [{ type: 'text', text: 'Go on' }] },
  ]
  const body: JsonObject = JSON.parse(
    JSON.stringify(checked(form).encode(promptOf({ messages: turns }), 'anthropic.claude-opus-4-7').body),
  )
  const [, reply] = Array.isArray(body['messages']) ? body['messages'].filter(isJsonObject) : []
  return Array.isArray(reply?.['content']) ? reply['content'].filter(isJsonObject) : []
}

describe('answers of Claude', () => {
  it.each(Object.keys(location) as (keyof typeof location)[])('reads a citation by %s and says it again', (kind) => {
    const raw = location[kind]
    const generation = whole(messageOf([{ type: 'text', text: 'Blue.', citations: [raw] }]))
    expect(generation.content).toEqual([{ type: 'text', text: 'Blue.', citations: [{ ...expected[kind], raw }] }])
    const { file_id: _fileId, ...wire } = { file_id: null, ...raw }
    expect(saidAgain(generation)).toEqual([{ type: 'text', text: 'Blue.', citations: [wire] }])
  })

  it.each(Object.keys(location) as (keyof typeof location)[])(
    'writes a citation by %s that another form gave',
    (kind) => {
      const content = [{ type: 'text' as const, text: 'Blue.', citations: [expected[kind]] }]
      const [block] = saidAgain({ ...whole(messageOf([])), content })
      const { file_id: _fileId, ...wire } = { file_id: null, ...location[kind] }
      if (kind === 'web') expect(block).toEqual({ type: 'text', text: 'Blue.' })
      else expect(block).toEqual({ type: 'text', text: 'Blue.', citations: [wire] })
    },
  )

  it('keeps redacted and signature-only thinking', () => {
    const content = [
      { type: 'redacted_thinking', data: 'ZW5jcnlwdGVk' },
      { type: 'thinking', thinking: '', signature: 'c2ln' },
      { type: 'text', text: 'Blue.' },
    ]
    const generation = whole(messageOf(content))
    expect(generation.content).toEqual([
      { type: 'reasoning', text: '', redacted: 'ZW5jcnlwdGVk' },
      { type: 'reasoning', text: '', signature: 'c2ln' },
      { type: 'text', text: 'Blue.' },
    ])
    expect(saidAgain(generation)).toEqual(content)
  })

  it('keeps what our words do not know, streamed input included', () => {
    const call = {
      type: 'server_tool_use',
      id: 'srvtoolu_1',
      name: 'tool_search_tool_regex',
      input: { query: 'weather' },
    }
    const result = { type: 'tool_search_tool_result', tool_use_id: 'srvtoolu_1', content: { type: 'x', tools: [] } }
    const message = messageOf([call, result])
    const { generation } = foldDeltas(read(streamOf(message, 3)), 'messages')
    expect(generation.content).toEqual([call, result].map((value) => ({ type: 'raw', format: 'messages', value })))
    expect(saidAgain(generation)).toEqual([call, result])
  })

  it('takes no delta at all for {}', () => {
    const message = messageOf([{ type: 'tool_use', id: 'toolu_1', name: 'now', input: {} }], {
      stop_reason: 'tool_use',
    })
    const { generation } = foldDeltas(read(streamOf(message, 5)))
    expect(generation.toolCalls).toEqual([{ type: 'tool-call', toolCallId: 'toolu_1', toolName: 'now', input: {} }])
    expect(generation.finishReason).toBe('tool-calls')
  })

  it('ends a stream only at message_stop', () => {
    const events = streamOf(messageOf([{ type: 'text', text: 'Blue.' }]), 2)
    expect(() => foldDeltas(read(events.slice(0, -1)))).toThrow(expect.objectContaining({ code: 'truncated' }))
  })

  it('names the key that cannot be read', () => {
    expect(() => decode({ completion: 'Hi' })).toThrow(/"content"/)
    expect(() => decode(messageOf([{ type: 'tool_use', id: 'toolu_1' }]))).toThrow(/"name"/)
  })

  const words = fc.string({ unit: 'grapheme', maxLength: 40 })
  const json = fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue(), { maxKeys: 3 })
  const block: fc.Arbitrary<JsonObject> = fc.oneof(
    fc.record({ type: fc.constant('text'), text: words }),
    fc.record({
      type: fc.constant('text'),
      text: words.filter((text) => text !== ''),
      citations: fc.subarray(Object.values(location), { minLength: 1 }),
    }),
    fc.record({ type: fc.constant('thinking'), thinking: words, signature: fc.base64String({ minLength: 4 }) }),
    fc.record({ type: fc.constant('redacted_thinking'), data: fc.base64String({ minLength: 4 }) }),
    fc.record({ type: fc.constant('tool_use'), id: fc.uuid(), name: fc.constantFrom('a', 'b'), input: json }),
    fc.record({ type: fc.constant('server_tool_use'), id: fc.uuid(), name: fc.constant('web_search'), input: json }),
    fc.record({ type: fc.constant('web_search_tool_result'), tool_use_id: fc.uuid(), content: fc.constant([]) }),
  ) as fc.Arbitrary<JsonObject>

  it('makes the same of a stream as of the whole', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 5 }), fc.integer({ min: 1, max: 9 }), (content, size) => {
        const message: JsonObject = JSON.parse(JSON.stringify(messageOf(content)))
        expect(foldDeltas(read(streamOf(message, size)), 'messages').generation).toEqual(whole(message))
      }),
      { numRuns: 1000 },
    )
  })

  it('says again whatever it read', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 5 }), (content) => {
        const message: JsonObject = JSON.parse(JSON.stringify(messageOf(content)))
        const spoken = (Array.isArray(message['content']) ? message['content'] : [])
          .filter(isJsonObject)
          .filter(({ type, text }) => type !== 'text' || String(text).trim() !== '')
          .map(withoutFileId)
        expect(saidAgain(whole(message))).toEqual(spoken)
      }),
      { numRuns: 1000 },
    )
  })
})

const withoutFileId = (block: JsonObject): JsonObject =>
  Array.isArray(block['citations'])
    ? {
        ...block,
        citations: block['citations'].filter(isJsonObject).map(({ file_id: _fileId, ...citation }) => citation),
      }
    : block

it('a later message_delta takes nothing from the first', () => {
  const read = createReader()
  const events: JsonObject[] = [
    { type: 'message_delta', delta: { stop_reason: 'max_tokens' }, usage: { output_tokens: 1 } },
    { type: 'message_delta', delta: {}, usage: { output_tokens: 2 } },
    { type: 'message_stop' },
  ]
  const deltas = events.flatMap((event) => [...read(event)])
  expect(deltas.at(-1)).toMatchObject({ type: 'finish', raw: 'max_tokens' })
})
