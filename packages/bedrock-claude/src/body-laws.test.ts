import { BedrockError, type Json, type JsonObject, type Prompt } from '@x/bedrock-core/family'
import { checked } from '@x/bedrock-core/testing'
import { anyPrompt } from '@x/bedrock-core/testing/prompts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { messages } from './messages/format.ts'

type Check = (value: Json | undefined, path: string) => string[]

const bad = (holds: boolean, path: string, why: string): string[] => (holds ? [] : [`${path} ${why}`])
const within =
  (low: number, high: number, whole = false): Check =>
  (value, path) =>
    bad(
      typeof value === 'number' && value >= low && value <= high && (!whole || Number.isInteger(value)),
      path,
      `is not within ${low}–${high}`,
    )
const isText =
  (pattern: RegExp): Check =>
  (value, path) =>
    bad(typeof value === 'string' && pattern.test(value), path, `does not fit ${pattern}`)
const each =
  (check: Check, least = 0): Check =>
  (value, path) =>
    Array.isArray(value)
      ? [
          ...bad(value.length >= least, path, `has fewer than ${least}`),
          ...value.flatMap((item, at) => check(item, `${path}.${at}`)),
        ]
      : [`${path} is not a list`]
/** An object with these members and no others; a name that ends in `?` may be missing. */
const shape =
  (members: Readonly<Record<string, Check>>): Check =>
  (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${path} is not an object`]
    const given: JsonObject = value as JsonObject
    const known = Object.entries(members).flatMap(([name, check]) => {
      const key = name.replace('?', '')
      if (given[key] === undefined) return bad(name.endsWith('?'), `${path}.${key}`, 'is missing')
      return check(given[key], `${path}.${key}`)
    })
    const names = new Set(Object.keys(members).map((name) => name.replace('?', '')))
    return [
      ...known,
      ...Object.keys(given).flatMap((key) => bad(names.has(key), `${path}.${key}`, 'is not documented')),
    ]
  }
/** One shape for each value of the member `type`. */
const byType =
  (shapes: Readonly<Record<string, Check>>): Check =>
  (value, path) => {
    const type = typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined
    const check = typeof type === 'string' ? shapes[type] : undefined
    return check ? check(value, path) : [`${path} has the unknown type ${String(type)}`]
  }

const anything: Check = () => []
const one = (...values: readonly string[]): Check => isText(new RegExp(`^(${values.join('|')})$`))
const notBlank = isText(/\S/)
const cache = shape({ type: one('ephemeral'), 'ttl?': one('5m', '1h') })
const base64 = isText(/^[A-Za-z0-9+/]+={0,2}$/)
const citations = each(anything)
const text = shape({ type: anything, text: notBlank, 'cache_control?': cache, 'citations?': citations })
const image = shape({
  type: anything,
  source: shape({
    type: one('base64'),
    media_type: one('image/png', 'image/jpeg', 'image/gif', 'image/webp'),
    data: base64,
  }),
  'cache_control?': cache,
})
const document = shape({
  type: anything,
  source: byType({
    base64: shape({ type: anything, media_type: one('application/pdf'), data: base64 }),
    text: shape({ type: anything, media_type: one('text/plain'), data: notBlank }),
  }),
  'title?': notBlank,
  'context?': notBlank,
  'citations?': shape({ enabled: anything }),
  'cache_control?': cache,
})
const toolId = isText(/^[a-zA-Z0-9_-]+$/)

/**
 * Anthropic's Messages as Bedrock documents them for InvokeModel: what a body may hold, and within what bounds.
 * Sources: the user guide's page on Anthropic Claude Messages, Anthropic's API reference.
 */
const body = shape({
  anthropic_version: isText(/^bedrock-\d{4}-\d{2}-\d{2}$/),
  max_tokens: within(1, Number.MAX_SAFE_INTEGER, true),
  messages: each(
    shape({
      role: one('user', 'assistant'),
      content: each(
        byType({
          text,
          image,
          document,
          thinking: shape({ type: anything, thinking: anything, signature: isText(/./) }),
          redacted_thinking: shape({ type: anything, data: isText(/./) }),
          tool_use: shape({ type: anything, id: toolId, name: isText(/./), input: anything, 'cache_control?': cache }),
          tool_result: shape({
            type: anything,
            tool_use_id: toolId,
            'content?': (value, path) =>
              typeof value === 'string' ? [] : each(byType({ text, image, document }))(value, path),
            'is_error?': anything,
            'cache_control?': cache,
          }),
        }),
        1,
      ),
    }),
    1,
  ),
  'system?': (value, path) => (typeof value === 'string' ? notBlank(value, path) : each(text, 1)(value, path)),
  'tools?': each(
    shape({
      name: isText(/^[a-zA-Z0-9_-]{1,64}$/),
      'description?': isText(/./),
      input_schema: anything,
      'strict?': anything,
      'cache_control?': cache,
    }),
    1,
  ),
  'tool_choice?': byType({
    auto: shape({ type: anything }),
    any: shape({ type: anything }),
    none: shape({ type: anything }),
    tool: shape({ type: anything, name: isText(/^[a-zA-Z0-9_-]{1,64}$/) }),
  }),
  'temperature?': within(0, 1),
  'top_p?': within(0, 1),
  'top_k?': within(0, 500, true),
  'stop_sequences?': each(notBlank, 1),
  'thinking?': byType({
    enabled: shape({
      type: anything,
      budget_tokens: within(1024, Number.MAX_SAFE_INTEGER, true),
      'display?': anything,
    }),
    adaptive: shape({ type: anything, 'display?': anything }),
    disabled: shape({ type: anything }),
  }),
  'output_config?': shape({ 'effort?': one('low', 'medium', 'high', 'xhigh', 'max'), 'format?': anything }),
  'anthropic_beta?': each(isText(/^[a-z0-9-]+$/), 1),
})

/** What shapes cannot say. */
const across = (written: JsonObject): string[] => {
  const points = JSON.stringify(written).split('"cache_control"').length - 1
  const thinking = written['thinking']
  const budget =
    typeof thinking === 'object' && thinking !== null && 'budget_tokens' in thinking
      ? thinking.budget_tokens
      : undefined
  return [
    ...bad(points <= 4, 'body', `has ${points} cache points`),
    ...bad(
      typeof budget !== 'number' || budget < Number(written['max_tokens']),
      'thinking.budget_tokens',
      'leaves nothing to say',
    ),
    ...bad(thinking === undefined || written['top_k'] === undefined, 'top_k', 'stands beside thinking'),
  ]
}

const models = [
  'anthropic.claude-3-haiku-20240307-v1:0',
  'anthropic.claude-3-7-sonnet-20250219-v1:0',
  'anthropic.claude-sonnet-4-5-20250929-v1:0',
  'anthropic.claude-opus-4-6-v1',
  'anthropic.claude-opus-4-7',
]

const written = (prompt: Prompt, model: string): JsonObject | undefined => {
  try {
    return JSON.parse(JSON.stringify(checked(messages).encode(prompt, model).body))
  } catch (error) {
    // What cannot be said is refused by name: never anything else.
    if (BedrockError.is(error, 'unsupported') || BedrockError.is(error, 'invalid-argument')) return undefined
    throw error
  }
}

describe('every Messages body, over a generated space of prompts', () => {
  it.each(models)('obeys the documented constraints for %s', (model) => {
    let accepted = 0
    fc.assert(
      fc.property(anyPrompt, (prompt) => {
        fc.pre(prompt.messages.length > 0)
        const made = written(prompt, model)
        if (made === undefined) return
        accepted += 1
        expect([...body(made, 'body'), ...across(made)]).toEqual([])
      }),
      { numRuns: 1500 },
    )
    expect(accepted).toBeGreaterThan(300)
  })
})
