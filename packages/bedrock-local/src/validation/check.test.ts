import type { JsonObject } from '@x/bedrock-core/family'
import { describe, expect, it } from 'vitest'
import { Refusal } from '../wire/refusal.ts'
import { checkRequest, type Parts } from './check.ts'

const modelId = 'us.anthropic.claude-haiku-4-5-20251001-v1:0'

const refused = (operation: string, body: JsonObject, more: Partial<Parts> = {}): string | undefined => {
  try {
    checkRequest(operation, { uri: { modelId }, headers: new Headers(), body, ...more })
    return undefined
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return error.exception === 'ValidationException' ? error.message : `${error.exception}: ${error.message}`
  }
}

const one = (at: string, what: string): string =>
  `1 validation error detected: ${at} failed to satisfy constraint: ${what}`
const says = (...content: JsonObject[]): JsonObject => ({ messages: [{ role: 'user', content }] })
const tool = (spec: JsonObject): JsonObject => ({
  toolConfig: { tools: [{ toolSpec: { name: 'f', inputSchema: { json: {} }, ...spec } }] },
})
const toolName = 'toolConfig.tools.1.member.toolSpec.name'

describe('the constraints of the service model', () => {
  it('let pass what has every kind of member', () => {
    const body = {
      ...says(
        { text: 'hi' },
        { image: { format: 'png', source: { bytes: 'aGk=' } } },
        { document: { name: 'a', format: 'pdf', source: { s3Location: { uri: 's3://bucket/key' } } } },
        { cachePoint: { type: 'default', ttl: '1h' } },
      ),
      ...tool({ description: 'F', strict: true }),
      inferenceConfig: { maxTokens: 1, temperature: 0, topP: 1, stopSequences: ['.'] },
      requestMetadata: { team: 'a-b c' },
      additionalModelRequestFields: { anything: [1, null, { goes: true }] },
      performanceConfig: { latency: 'optimized' },
      serviceTier: { type: 'flex' },
      unknownToTheModel: 1,
      guardrailConfig: null,
    }
    expect(refused('Converse', body)).toBeUndefined()
  })

  it.each<[what: string, body: JsonObject, message: string]>([
    [
      'a value that is not listed',
      { messages: [{ role: 'tool', content: [] }] },
      one("Value 'tool' at 'messages.1.member.role'", 'Member must satisfy enum value set: [user, assistant, system]'),
    ],
    [
      'a required member left out',
      { messages: [{ role: 'user' }] },
      one("Value at 'messages.1.member.content'", 'Member must not be null'),
    ],
    [
      'a list too short',
      { toolConfig: { tools: [] } },
      one("Value at 'toolConfig.tools'", 'Member must have length greater than or equal to 1'),
    ],
    [
      'a number too great (reported, stdapi.ai#224)',
      { inferenceConfig: { temperature: 1.5 } },
      one("Value '1.5' at 'inferenceConfig.temperature'", 'Member must have value less than or equal to 1'),
    ],
    [
      'a number too small',
      { inferenceConfig: { maxTokens: 0 } },
      one("Value '0' at 'inferenceConfig.maxTokens'", 'Member must have value greater than or equal to 1'),
    ],
    [
      'several at once, in the order of a report (litellm#19384)',
      tool({ name: '', description: '' }),
      `3 validation errors detected: Value '' at '${toolName}' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_-]+; Value '' at '${toolName}' failed to satisfy constraint: Member must have length greater than or equal to 1; Value '' at 'toolConfig.tools.1.member.toolSpec.description' failed to satisfy constraint: Member must have length greater than or equal to 1`,
    ],
    [
      'a sensitive member left out (reported, LibreChat#13888)',
      says({ reasoningContent: { reasoningText: { signature: 'x' } } }),
      one(
        "Value at 'messages.1.member.content.1.member.reasoningContent.reasoningText.text'",
        'Member must not be null',
      ),
    ],
    [
      'a pattern that fits a part only',
      says({ toolUse: { toolUseId: 'a b', name: 'f', input: {} } }),
      one(
        "Value 'a b' at 'messages.1.member.content.1.member.toolUse.toolUseId'",
        'Member must satisfy regular expression pattern: [a-zA-Z0-9_.:-]+',
      ),
    ],
    [
      'a map whose key is too long, its texts not told',
      { requestMetadata: { ['k'.repeat(257)]: 'v' } },
      one(
        "Value at 'requestMetadata'",
        'Map keys must satisfy constraint: [Member must satisfy regular expression pattern: [a-zA-Z0-9\\s:_@$#=/+,-.]{1,256}, Member must have length less than or equal to 256]',
      ),
    ],
    [
      'a union with none of its members',
      says({ words: 'hi' }),
      'The ContentBlock object at messages.0.content.0 must set one of the following keys: text, image, document, video, audio, toolUse, toolResult, guardContent, cachePoint, reasoningContent, citationsContent, searchResult, toolAddition, toolRemoval.',
    ],
    [
      'a union with two of its members',
      { toolConfig: { tools: [{ cachePoint: { type: 'default' } }], toolChoice: { auto: {}, any: {} } } },
      'The ToolChoice object at toolConfig.toolChoice must set one of the following keys: auto, any, tool.',
    ],
  ])('refuse %s', (_what, body, message) => {
    expect(refused('Converse', body)).toBe(message)
  })

  it.each<[JsonObject, string]>([
    [{ messages: 'hi' }, 'STRING_VALUE can not be converted to a list'],
    [{ messages: [{ role: 1, content: [] }] }, 'NUMBER_VALUE can not be converted to a String'],
    [{ messages: [{ role: 'user', content: [{ text: {} }] }] }, 'Start of structure or map found where not expected.'],
    [{ messages: [{ role: 'user', content: [{ text: [] }] }] }, 'Start of list found where not expected'],
    [{ inferenceConfig: { maxTokens: '10' } }, 'STRING_VALUE can not be converted to an Integer'],
    [{ toolConfig: { tools: [{ toolSpec: { strict: 'yes' } }] } }, 'STRING_VALUE can not be converted to a Boolean'],
    [{ inferenceConfig: { topP: false } }, 'FALSE_VALUE can not be converted to a Float'],
  ])('do not read values of another type: %j', (body, message) => {
    expect(refused('ConverseStream', body)).toBe(`SerializationException: ${message}`)
  })

  it('hold for the path and the headers', () => {
    const headers = new Headers({ 'x-amzn-bedrock-trace': 'on', 'x-amzn-bedrock-service-tier': 'flex' })
    expect(refused('InvokeModel', {}, { headers })).toBe(
      one("Value 'on' at 'trace'", 'Member must satisfy enum value set: [ENABLED, DISABLED, ENABLED_FULL]'),
    )
    expect(refused('InvokeModel', {}, { uri: { modelId: 'a model' } })).toMatch(
      /^1 validation error detected: Value 'a model' at 'modelId' failed to satisfy constraint: Member must satisfy regular expression pattern: /,
    )
    const uri = { guardrailIdentifier: 'mine', guardrailVersion: '0' }
    expect(refused('ApplyGuardrail', { source: 'INPUT', content: [] }, { uri })).toMatch(
      /^1 validation error detected: Value '0' at 'guardrailVersion'/,
    )
  })

  it('hold for what is counted', () => {
    expect(refused('CountTokens', {})).toBe(one("Value at 'input'", 'Member must not be null'))
    expect(refused('CountTokens', { input: { invokeModel: { body: 'aGk=' }, converse: {} } })).toBe(
      'The CountTokensInput object at input must set one of the following keys: invokeModel, converse.',
    )
  })
})
