import type { Citation, Delta, JsonObject, Prompt } from '@x/bedrock-core/family'
import { foldDeltas } from '@x/bedrock-core/testing'
import { describe, expect, it } from 'vitest'
import { callEvents, promptOf, weather } from '../test/fixtures.ts'
import { decode } from './decode.ts'
import { createReader } from './reader.ts'

const end = (response: JsonObject): JsonObject => ({ event_type: 'stream-end', is_finished: true, response })

/** What a stream says: events of the chat form, not recorded but where it is said. */
const streamed = (events: readonly JsonObject[], prompt?: Prompt): Delta[] => {
  const read = createReader(prompt)
  return events.flatMap((event) => [...read(event)])
}

const whole: JsonObject = {
  response_id: 'r1',
  text: 'The Loire.',
  citations: [{ start: 4, end: 9, text: 'Loire', document_ids: ['doc_1'] }],
  search_queries: [{ text: 'rivers' }],
  prompt: 'As the model saw it',
  tool_calls: [{ name: 'get_weather', parameters: { city: 'Tours' } }],
  finish_reason: 'COMPLETE',
}

describe('a stream', () => {
  it('of which only the last event speaks says all that it holds', () => {
    expect(foldDeltas(streamed([end(whole)]), 'chat').generation).toEqual(
      foldDeltas(decode(whole, {}), 'chat').generation,
    )
  })

  it('whose last event repeats says nothing twice', () => {
    const events = [
      { event_type: 'search-queries-generation', search_queries: whole['search_queries'] },
      { event_type: 'text-generation', text: 'The ' },
      { event_type: 'text-generation', text: 'Loire.' },
      { event_type: 'citation-generation', citations: whole['citations'] },
    ]
    const { tool_calls: _, ...response } = whole
    const said = streamed([...events, end(response)])
    expect(said.filter(({ type }) => type === 'text')).toHaveLength(2)
    expect(said.filter(({ type }) => type === 'citation')).toHaveLength(1)
    // The prompt came last alone; search queries came before.
    expect(said.flatMap((delta) => (delta.type === 'raw' ? [delta.value] : []))).toEqual([
      { search_queries: whole['search_queries'] },
      { prompt: 'As the model saw it' },
    ])
  })

  it('gives a call’s arguments as they come, and calls that came whole once', () => {
    const said = streamed(callEvents).filter((delta) => delta.type === 'tool')
    expect(said.map(({ input }) => input)).toEqual([undefined, '{"city":"Pa', 'ris","days":2}', undefined])
  })

  it('that tells calls whole, before its last event, tells them once', () => {
    const calls = whole['tool_calls'] ?? []
    const said = streamed([{ event_type: 'tool-calls-generation', text: 'I look.', tool_calls: calls }, end(whole)])
    expect(said.filter(({ type }) => type === 'tool')).toHaveLength(1)
    expect(said.filter(({ type }) => type === 'text')).toHaveLength(1)
  })

  it('whose reason stands only beside the response still says it', () => {
    const said = streamed([{ ...end({ text: 'Hi' }), finish_reason: 'MAX_TOKENS' }])
    expect(said.at(-1)).toEqual({ type: 'finish', raw: 'MAX_TOKENS' })
  })

  it('that begins a call without a name is malformed', () => {
    const piece = { event_type: 'tool-calls-chunk', tool_call_delta: { index: 0, parameters: '{}' } }
    expect(() => foldDeltas(streamed([piece]), 'chat')).toThrow(expect.objectContaining({ code: 'malformed' }))
  })
})

describe('a whole answer', () => {
  it.each<[string, JsonObject]>([
    ['nothing', {}],
    ['a text that is none', { text: 7 }],
    ['a call without a name', { tool_calls: [{ parameters: {} }] }],
  ])('that holds %s is malformed', (_, body) =>
    expect(() => decode(body, {})).toThrow(expect.objectContaining({ code: 'malformed' })),
  )

  it.each<[string, JsonObject]>([
    ['calls', { tool_calls: [{ name: 'now', parameters: {} }] }],
    ['search queries', { search_queries: [{ text: 'rivers' }] }],
  ])('of %s alone needs no text', (_, body) => expect(foldDeltas(decode(body, {}), 'chat').generation.text).toBe(''))

  it('calls tools by the caller’s names, with ids that go on from the prompt’s', () => {
    const prompt = promptOf({
      tools: [{ ...weather, name: 'get-weather' }],
      messages: [
        {
          role: 'assistant',
          content: [{ type: 'tool-call', toolCallId: 'call_4', toolName: 'get-weather', input: {} }],
        },
      ],
    })
    const { toolCalls } = foldDeltas(decode(whole, {}, prompt), 'chat').generation
    expect(toolCalls).toMatchObject([{ toolCallId: 'call_5', toolName: 'get-weather', input: { city: 'Tours' } }])
  })
})

describe('a citation', () => {
  const documents = [
    { id: 'rivers', title: 'Rivers', text: 'a' },
    { id: 'lakes', text: 'b' },
  ]
  const cited = (wire: JsonObject): Citation | undefined => {
    const deltas = decode({ text: 'Hi', citations: [wire] }, {}, promptOf({ documents }))
    return deltas.flatMap((delta) => (delta.type === 'citation' ? [delta.citation] : []))[0]
  }

  it.each<[JsonObject, Citation]>([
    [
      { start: 0, end: 2, document_ids: ['doc_0'] },
      { span: { start: 0, end: 2 }, documentIds: ['rivers'], title: 'Rivers' },
    ],
    [{ document_ids: ['doc_1'] }, { documentIds: ['lakes'] }],
    [{ document_ids: ['doc_0', 'doc_1'] }, { documentIds: ['rivers', 'lakes'] }],
    [{ document_ids: ['doc_9', 'get_weather:0:1'] }, { documentIds: ['doc_9', 'get_weather:0:1'] }],
    [{ start: 1 }, {}],
  ])('%j names the caller’s documents', (wire, citation) => expect(cited(wire)).toEqual({ ...citation, raw: wire }))
})
