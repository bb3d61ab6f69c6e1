import { createBedrock, plan } from '@x/bedrock-core'
import { BedrockError, isJsonObject, type Json, type JsonObject, type Prompt, type Turn } from '@x/bedrock-core/family'
import { checked } from '@x/bedrock-core/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cohere } from './cohere.ts'
import { cohereConverse } from './converse.ts'
import type { CohereOptions } from './options.ts'
import { anyCoherePrompt } from './test/any-cohere-prompt.ts'
import { model, promptOf, weather } from './test/fixtures.ts'

const sent = (prompt: Prompt<CohereOptions>): JsonObject =>
  JSON.parse(JSON.stringify(checked(cohereConverse).encode(prompt, model).body))

describe('tool results on Converse', () => {
  const turns: Turn[] = [
    { role: 'user', content: [{ type: 'text', text: 'Mild?' }] },
    {
      role: 'assistant',
      content: [
        { type: 'reasoning', text: 'Hm.' },
        { type: 'tool-call', toolCallId: 'call_0', toolName: 'get_weather', input: { city: 'Nice' } },
        { type: 'tool-call', toolCallId: 'call_1', toolName: 'get_weather', input: { city: 'Lyon' } },
      ],
    },
    {
      role: 'tool',
      content: [
        { type: 'tool-result', toolCallId: 'call_0', toolName: 'get_weather', output: { type: 'text', value: 'mild' } },
        {
          type: 'tool-result',
          toolCallId: 'call_1',
          toolName: 'get_weather',
          output: { type: 'error-text', value: 'no' },
        },
      ],
    },
  ]
  const answered: Json[] = [
    { role: 'user', content: [{ text: 'Mild?' }] },
    {
      role: 'assistant',
      content: [
        { toolUse: { toolUseId: 'call_0', name: 'get_weather', input: { city: 'Nice' } } },
        { toolUse: { toolUseId: 'call_1', name: 'get_weather', input: { city: 'Lyon' } } },
      ],
    },
    {
      role: 'user',
      content: [
        { toolResult: { toolUseId: 'call_0', content: [{ text: 'mild' }] } },
        { toolResult: { toolUseId: 'call_1', content: [{ text: 'no' }] } },
      ],
    },
  ]

  it('keep their ids, and have no status', () => {
    expect(sent(promptOf({ messages: turns, tools: [weather] }))['messages']).toEqual(answered)
  })

  it('stand alone in their turn: what the user says behind them gets a turn of its own', () => {
    const messages: Turn[] = [...turns, { role: 'user', content: [{ type: 'text', text: 'Well?' }] }]
    const body = sent(promptOf({ messages, tools: [weather] }))
    const written = Array.isArray(body['messages']) ? body['messages'] : []
    expect(written.slice(0, 3)).toEqual(answered)
    expect(written.at(-1)).toEqual({ role: 'user', content: [{ text: 'Well?' }] })
    expect(written.map((message) => isJsonObject(message) && message['role'])).toEqual([
      'user',
      'assistant',
      'user',
      'assistant',
      'user',
    ])
  })
})

describe('options on Converse', () => {
  it('that it has no words for go to Command R in its own', () => {
    const options = { frequencyPenalty: 2, seed: 7 }
    const { body, warnings } = checked(cohereConverse).encode(promptOf({ topK: 900, temperature: 0.2, options }), model)
    expect(body['additionalModelRequestFields']).toEqual({ k: 500, frequency_penalty: 1, seed: 7 })
    expect(body['inferenceConfig']).toEqual({ temperature: 0.2 })
    expect(warnings?.map(({ code }) => code)).toEqual(['topK-clamped', 'frequencyPenalty-clamped'])
  })

  it.each<CohereOptions>([
    { promptTruncation: 'OFF' },
    { searchQueriesOnly: false },
    { returnPrompt: true },
    { rawPrompting: true },
  ])('%j is refused', (options) =>
    expect(() => sent(promptOf({ options }))).toThrow(expect.objectContaining({ code: 'unsupported' })),
  )
})

const listed = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isJsonObject) : [])
const inside = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {})

/** What the sources in `converse.ts` allow, beyond what the service model allows every model. */
const rules: Readonly<Record<string, (body: JsonObject, blocks: readonly JsonObject[][]) => boolean>> = {
  'only these members': (body) =>
    Object.keys(body).every((key) =>
      ['messages', 'system', 'inferenceConfig', 'toolConfig', 'additionalModelRequestFields'].includes(key),
    ),
  'only text, documents and tools': (_, turns) =>
    turns.flat().every((block) => ['text', 'document', 'toolUse', 'toolResult'].includes(Object.keys(block)[0] ?? '')),
  'tool results alone, without status, in text or JSON': (_, turns) =>
    turns.every((blocks) => {
      const results = blocks
        .filter((block) => block['toolResult'] !== undefined)
        .map((block) => inside(block['toolResult']))
      return (
        (results.length === 0 || results.length === blocks.length) &&
        results.every(
          ({ status, content }) =>
            status === undefined && listed(content).every((one) => 'text' in one || 'json' in one),
        )
      )
    }),
  'no tool choice': (body) => inside(body['toolConfig'])['toolChoice'] === undefined,
  'sampling in range': (body) => {
    const { temperature = 0, topP = 0.5 } = inside(body['inferenceConfig'])
    const { k = 0 } = inside(body['additionalModelRequestFields'])
    return Number(temperature) <= 1 && Number(topP) >= 0.01 && Number(topP) <= 0.99 && Number(k) <= 500
  },
}

const onConverse = createBedrock({
  region: 'us-east-1',
  auth: async (request) => request,
  families: [cohere()],
})(model, { family: 'cohere', via: 'converse' })

it('every body obeys the documented constraints, or is refused by name', () => {
  let written = 0
  fc.assert(
    fc.property(anyCoherePrompt, ({ tools, options: all, ...prompt }) => {
      const { promptTruncation: _1, searchQueriesOnly: _2, returnPrompt: _3, rawPrompting: _4, ...options } = all
      const offered = Object.fromEntries(tools.map(({ name, ...tool }) => [name, tool]))
      let body: JsonObject
      try {
        body = JSON.parse(JSON.stringify(plan({ model: onConverse, ...prompt, options, tools: offered }).body))
      } catch (failure) {
        expect(BedrockError.is(failure)).toBe(true)
        return
      }
      written += 1
      const turns = listed(body['messages']).map(({ content }) => listed(content))
      expect(Object.keys(rules).filter((rule) => !rules[rule]?.(body, turns))).toEqual([])
    }),
    { numRuns: 1000 },
  )
  expect(written).toBeGreaterThan(100)
})
