import type { JsonObject } from '@x/bedrock-core/family'
import { describe, expect, it } from 'vitest'
import { createLocalBedrock } from '../local-bedrock.ts'
import { base64OfText } from '../wire/base64.ts'

const { fetch } = createLocalBedrock({
  requireAuth: false,
  guardrails: { mine: { blocked: ['bad'], versions: ['3'] } },
})

const post = async (path: string, body: JsonObject): Promise<{ status: number; type: string; message?: string }> => {
  const response = await fetch(new Request(`http://localhost${path}`, { method: 'POST', body: JSON.stringify(body) }))
  const { message }: { message?: string } = await response.json()
  const type = response.headers.get('x-amzn-errortype')?.split(':')[0] ?? ''
  return { status: response.status, type, ...(message === undefined ? {} : { message }) }
}

const schema = (what: string): string => `Malformed input request: ${what}, please reformat your input and try again.`
const texts = (count: number): string[] => Array.from({ length: count }, String)
const purpose = { input_type: 'search_query' }

describe('bodies for embeddings and rankings that are refused', () => {
  it.each<[string, JsonObject, string]>([
    ['cohere.embed-v4:0', { texts: ['a'] }, schema('#: required key [input_type] not found')],
    [
      'cohere.embed-english-v3',
      { ...purpose, texts: texts(97) },
      schema('#/texts: expected maximum item count: 96, found: 97'),
    ],
    [
      'cohere.embed-english-v3',
      { input_type: 'image', images: ['a', 'b'] },
      schema('#/images: expected maximum item count: 1, found: 2'),
    ],
    ['cohere.embed-v4:0', { ...purpose }, schema('#: one of texts, images and inputs is required')],
    [
      'cohere.embed-v4:0',
      { ...purpose, texts: ['a'], output_dimension: 7 },
      schema('#/output_dimension: 7 is not valid'),
    ],
    ['cohere.rerank-v3-5:0', { query: 'q', documents: ['a'] }, schema('#: required key [api_version] not found')],
    [
      'amazon.titan-embed-text-v1',
      { inputText: 'a', dimensions: 256 },
      schema('#: extraneous key [dimensions] is not permitted'),
    ],
    [
      'amazon.titan-embed-text-v2:0',
      { inputText: 'a', dimensions: 7 },
      schema('#/dimensions: 7 is not a valid enum value'),
    ],
    ['amazon.titan-embed-text-v2:0', { inputText: '' }, schema('#/inputText: expected minLength: 1, actual: 0')],
    [
      'amazon.nova-2-multimodal-embeddings-v1:0',
      { taskType: 'SINGLE_EMBEDDING', singleEmbeddingParams: { embeddingPurpose: 'GENERIC_INDEX' } },
      schema('#/singleEmbeddingParams: exactly one of text, image, audio and video is required'),
    ],
  ])('%s %j', async (model, body, message) => {
    expect(await post(`/model/${model}/invoke`, body)).toEqual({ status: 400, type: 'ValidationException', message })
  })

  it.each([
    ['converse', /support the model/],
    ['converse-stream', /support the model/],
    ['invoke-with-response-stream', /unsupported for streaming/],
  ])('any by %s', async (operation, message) => {
    const refusal = await post(`/model/cohere.embed-v4:0/${operation}`, {})
    expect(refusal).toMatchObject({ status: 400, type: 'ValidationException' })
    expect(refusal.message).toMatch(message)
  })
})

describe('counts that are refused', () => {
  const body = { anthropic_version: 'bedrock-2023-05-31', max_tokens: 10, messages: [{ role: 'user', content: 'hi' }] }
  const input = { invokeModel: { body: base64OfText(JSON.stringify(body)) } }
  const cannot = "The provided model doesn't support counting tokens."

  it.each<[string, JsonObject, string | RegExp]>([
    ['us.anthropic.claude-sonnet-4-5-20250929-v1:0', { input }, cannot],
    ['amazon.nova-pro-v1:0', { input }, cannot],
    [
      'anthropic.claude-sonnet-4-20250514-v1:0',
      { input: {} },
      /must set one of the following keys: invokeModel, converse/,
    ],
    ['anthropic.claude-sonnet-4-20250514-v1:0', { input: { invokeModel: { body: '%' } } }, /not base64/],
    [
      'anthropic.claude-sonnet-4-20250514-v1:0',
      { input: { invokeModel: { body: base64OfText(JSON.stringify({ ...body, messages: [] })) } } },
      /at least one message/,
    ],
  ])('of %s', async (model, asked, message) => {
    const refusal = await post(`/model/${model}/count-tokens`, asked)
    expect(refusal).toMatchObject({ status: 400, type: 'ValidationException' })
    expect(refusal.message).toMatch(message)
  })
})

describe('guardrails', () => {
  const asked = { source: 'INPUT', content: [{ text: { text: 'all is well' } }] }

  it.each<[string, JsonObject, number, string]>([
    ['/guardrail/mine/version/3/apply', asked, 200, ''],
    ['/guardrail/mine/version/4/apply', asked, 404, 'ResourceNotFoundException'],
    ['/guardrail/constructor/version/3/apply', asked, 404, 'ResourceNotFoundException'],
    ['/guardrail/mine/version/3/apply', { ...asked, source: 'BOTH' }, 400, 'ValidationException'],
    ['/guardrail/mine/version/3/apply', { ...asked, content: [] }, 400, 'ValidationException'],
    ['/guardrail/mine/versions/3/apply', asked, 404, 'UnknownOperationException'],
    ['/guardrail/mine/version/3/apply/more', asked, 404, 'UnknownOperationException'],
  ])('at %s', async (path, body, status, type) => {
    expect(await post(path, body)).toMatchObject({ status, type })
  })
})
