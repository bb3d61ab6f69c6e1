import { describe, expect, it } from 'vitest'
import { BedrockError } from '../errors/bedrock-error.ts'
import type { UserPart } from '../speech/content.ts'
import type { Json, JsonObject } from '../speech/json.ts'
import type { Prompt, Turn } from '../speech/prompt.ts'
import { checked } from '../testing/checked.ts'
import { converse } from './converse.ts'
import type { ConverseSettings } from './settings.ts'

const user = (...content: UserPart[]): Turn => ({ role: 'user', content })
const text = (words: string) => ({ type: 'text', text: words }) as const
const encode = (prompt: Partial<Prompt>, settings: ConverseSettings = {}) =>
  checked(converse(settings)).encode({ system: [], messages: [], tools: [], options: {}, ...prompt }, 'some.model-v1:0')
const body = (prompt: Partial<Prompt>, settings?: ConverseSettings): JsonObject => encode(prompt, settings).body
const messages = (turns: readonly Turn[], settings?: ConverseSettings): Json | undefined =>
  body({ messages: turns }, settings)['messages']
const codes = (prompt: Partial<Prompt>, settings?: ConverseSettings): string[] =>
  (encode(prompt, settings).warnings ?? []).map(({ code }) => code)

describe('the rest of the body', () => {
  it('holds what was asked and nothing else', () => {
    expect(body({ messages: [user(text('a'))] })).toEqual({ messages: [{ role: 'user', content: [{ text: 'a' }] }] })
    const schema = { type: 'object' }
    expect(
      body({
        temperature: 0,
        topP: 0,
        maxOutputTokens: 1,
        stopSequences: ['', '#'],
        reasoning: 'high',
        responseFormat: { name: 'n', schema },
      }),
    ).toEqual({
      inferenceConfig: { maxTokens: 1, temperature: 0, topP: 0, stopSequences: ['#'] },
      outputConfig: {
        textFormat: { type: 'json_schema', structure: { jsonSchema: { schema: '{"type":"object"}', name: 'n' } } },
        effort: 'high',
      },
    })
  })

  it('takes temperatures of other services', () => {
    expect(body({ temperature: 1.5 })).toEqual({ inferenceConfig: { temperature: 1 } })
    expect(codes({ temperature: 1.5 })).toEqual(['temperature-clamped'])
  })

  it('lets a family lay its own over it', () => {
    const settings: ConverseSettings = {
      fields: (prompt, model) => ({
        inferenceConfig: { temperature: undefined, maxTokens: 9 },
        additionalModelRequestFields: { effort: prompt.reasoning, model, nothing: undefined },
        systemTools: ['browser'],
        promptVariables: { name: 'Ada' },
        warnings: [{ code: 'temperature-removed', message: 'Not with reasoning.' }],
      }),
    }
    expect(JSON.parse(JSON.stringify(encode({ temperature: 1, reasoning: 'low' }, settings)))).toEqual({
      body: {
        inferenceConfig: { maxTokens: 9 },
        toolConfig: { tools: [{ systemTool: { name: 'browser' } }] },
        promptVariables: { name: { text: 'Ada' } },
        additionalModelRequestFields: { effort: 'low', model: 'some.model-v1:0' },
      },
      cachePoints: [],
      warnings: [{ code: 'temperature-removed', message: 'Not with reasoning.' }],
    })
  })

  it('guards what is marked', () => {
    const prompt = { system: [{ ...text('rules'), guard: [] }], messages: [user({ ...text('q'), guard: ['query'] })] }
    expect(body(prompt)).toEqual({
      system: [{ guardContent: { text: { text: 'rules' } } }],
      messages: [{ role: 'user', content: [{ guardContent: { text: { text: 'q', qualifiers: ['query'] } } }] }],
    })
  })
})

describe('what cannot be said', () => {
  it.each<[string, UserPart, string]>([
    ['an unknown media type', { type: 'file', mediaType: 'model/gltf', data: 'AQID' }, 'model/gltf'],
    ['an empty file', { type: 'file', mediaType: 'image/png', data: new Uint8Array() }, 'image/png'],
  ])('is refused by name: %s', (_what, part, named) => {
    expect(() => messages([user(part)])).toThrow(BedrockError)
    expect(() => messages([user(part)])).toThrow(named)
  })
})
