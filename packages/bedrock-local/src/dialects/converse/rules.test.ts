import type { JsonObject } from '@x/bedrock-core/family'
import { describe, expect, it } from 'vitest'
import { brokenRule } from './rules.ts'

const claude = 'anthropic.claude-haiku-4-5-20251001-v1:0'
const broken = (body: JsonObject, id = claude, stream = false): string | undefined =>
  brokenRule({ body, asked: { model: id, id, stream } })

const hi = { role: 'user', content: [{ text: 'hi' }] }
const schema = { json: { type: 'object' } }
const withTool = (more: JsonObject = {}, toolSpec: JsonObject = {}): JsonObject => ({
  messages: [hi],
  toolConfig: { tools: [{ toolSpec: { name: 'f', inputSchema: schema, ...toolSpec } }], ...more },
})
const named = (name: string): JsonObject => ({
  messages: [{ role: 'user', content: [{ text: 'hi' }, { document: { name, source: { text: 'a' } } }] }],
})
const point = (ttl?: string): JsonObject => ({ cachePoint: { type: 'default', ...(ttl === undefined ? {} : { ttl }) } })
const model = (what: string): string => `The model returned the following errors: ${what}`

describe('the names of documents', () => {
  it.each(['a', 'a b', ' a', 'a_b', 'dir-name', '[x](y)', '1'])('may be %j', (name) => {
    expect(broken(named(name))).toBeUndefined()
  })
  it.each(['report.pdf', 'a/b', 'a+b', 'a  b', 'a　b', 'a\tb', 'résumé'])('may not be %j', (name) => {
    expect(broken(named(name))).toMatch(/^The document file name can only contain alphanumeric characters/)
  })
})

describe('tools', () => {
  it.each<[id: string, stream: boolean, body: JsonObject, message: string | undefined]>([
    ['meta.llama3-2-3b-instruct-v1:0', false, withTool(), "This model doesn't support tool use."],
    ['meta.llama3-2-3b-instruct-v1:0', false, { messages: [hi] }, undefined],
    ['meta.llama4-scout-17b-instruct-v1:0', true, withTool(), "This model doesn't support tool use in streaming mode."],
    ['meta.llama4-scout-17b-instruct-v1:0', false, withTool(), undefined],
    [
      'meta.llama4-scout-17b-instruct-v1:0',
      false,
      withTool({ toolChoice: { any: {} } }),
      "This model doesn't support the toolConfig.toolChoice.any field. Remove toolConfig.toolChoice.any and try again.",
    ],
    [claude, true, withTool({ toolChoice: { any: {} } }), undefined],
    [
      claude,
      false,
      withTool({}, { inputSchema: { json: 'x' } }),
      'The format of the value at toolConfig.tools.0.toolSpec.inputSchema.json is invalid. Provide a json object for the field and try again.',
    ],
    [
      claude,
      false,
      withTool({}, { inputSchema: { json: { type: 'array' } } }),
      'The value at toolConfig.tools.0.toolSpec.inputSchema.json.type must be one of the following: object.',
    ],
  ])('of %s, streamed %s', (id, stream, body, message) => {
    expect(broken(body, id, stream)).toBe(message)
  })

  it('that failed say why', () => {
    const use = { toolUse: { toolUseId: 'a', name: 'f', input: {} } }
    const result = (content: JsonObject[], status: string): JsonObject => ({
      ...withTool(),
      messages: [
        hi,
        { role: 'assistant', content: [use] },
        { role: 'user', content: [{ toolResult: { toolUseId: 'a', content, status } }] },
      ],
    })
    expect(broken(result([], 'success'))).toBeUndefined()
    expect(broken(result([{ text: 'no' }], 'error'))).toBeUndefined()
    expect(broken(result([], 'error'))).toBe(
      'The content field at messages.2.content.0.toolResult cannot be empty when status value is error.',
    )
  })
})

describe('what Claude refuses', () => {
  const late =
    "cache_control.ttl: a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block. Note that blocks are processed in the following order: `tools`, `system`, `messages`."

  it.each<[what: string, body: JsonObject, message: string | undefined]>([
    [
      'an hour before five minutes',
      { system: [{ text: 'a' }, point('1h')], messages: [{ role: 'user', content: [{ text: 'a' }, point()] }] },
      undefined,
    ],
    [
      'an hour after five minutes',
      {
        system: [{ text: 'a' }, point()],
        messages: [{ role: 'user', content: [{ text: 'a' }, { text: 'b' }, point('1h')] }],
      },
      model(`messages.0.content.1.${late}`),
    ],
    [
      'five marks',
      { messages: [{ role: 'user', content: [{ text: 'a' }, point(), point(), point(), point(), point()] }] },
      model('A maximum of 4 blocks with cache_control may be provided. Found 5.'),
    ],
    [
      'a thought longer than the answer',
      {
        messages: [hi],
        inferenceConfig: { maxTokens: 1024 },
        additionalModelRequestFields: { thinking: { type: 'enabled', budget_tokens: 1024 } },
      },
      model('`max_tokens` must be greater than `thinking.budget_tokens`.'),
    ],
  ])('%s', (_what, body, message) => {
    expect(broken(body)).toBe(message)
    expect(broken(body, 'amazon.nova-pro-v1:0')).toBeUndefined()
  })
})

describe('too long a prompt', () => {
  const says = (text: string): JsonObject => ({ messages: [{ role: 'user', content: [{ text }] }] })

  it.each<[what: string, id: string, text: string, message: string | undefined]>([
    ['of bytes', claude, 'ä'.repeat(4_500_001), model('too many total text bytes: 9000002 > 9000000')],
    ['of tokens, as estimated', claude, 'a'.repeat(800_001), model('Input is too long for requested model.')],
    [
      'of tokens for Nova',
      'amazon.nova-pro-v1:0',
      'a'.repeat(1_200_001),
      model(
        'Input Tokens Exceeded: Number of input tokens exceeds maximum length. Please update the input to try again.',
      ),
    ],
    ['just not of tokens', claude, 'a'.repeat(800_000), undefined],
    ['of tokens for a model of which nothing is known', 'some.model', 'a'.repeat(800_001), undefined],
  ])('%s', (_what, id, text, message) => {
    expect(broken(says(text), id)).toBe(message)
  })
})
