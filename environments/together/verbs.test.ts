import { createServer } from 'node:http'
import { sigv4 } from '@x/bedrock-auth'
import { claude } from '@x/bedrock-claude'
import { cohere } from '@x/bedrock-cohere'
import {
  amazonRetrieval,
  anyConverse,
  applyGuardrail,
  BedrockError,
  countTokens,
  createBedrock,
  type Embedding,
  embed,
  embedMany,
  generateText,
  rerank,
} from '@x/bedrock-core'
import { type LocalCall, testIdentity } from '@x/bedrock-local'
import { type RunningLocalBedrock, startLocalBedrock } from '@x/bedrock-local/server'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

const { accessKeyId, secretAccessKey } = testIdentity
const calls: LocalCall[] = []
let local: RunningLocalBedrock

beforeAll(async () => {
  // AWS has it behind profiles alone; here it also answers to its bare id.
  const models = ['anthropic.claude-sonnet-4-20250514-v1:0']
  local = await startLocalBedrock({ models, onCall: (call) => calls.push(call) })
})
beforeEach(() => calls.splice(0))
afterAll(() => local.close())

const client = (fetch?: (url: string, init: RequestInit) => Promise<Response>) =>
  createBedrock({
    region: 'us-east-1',
    endpoint: local.url,
    auth: sigv4({ accessKeyId, secretAccessKey }),
    families: [claude(), cohere(), amazonRetrieval(), anyConverse()],
    ...(fetch === undefined ? {} : { fetch }),
  })

const likeness = (left: Embedding, right: Embedding): number =>
  left.reduce((sum, number, at) => sum + number * (right[at] ?? 0), 0)

const sentences = Array.from({ length: 200 }, (_, at) => `Sentence number ${at} of the collection`)

describe('embeddings', () => {
  it.each([
    ['cohere.embed-english-v3', 3, 1024],
    ['us.cohere.embed-v4:0', 3, 1536],
    ['amazon.titan-embed-text-v1', 200, 1536],
    ['amazon.titan-embed-text-v2:0', 200, 1024],
    ['amazon.nova-2-multimodal-embeddings-v1:0', 200, 3072],
  ])('of %s: %i calls for 200 texts, %i numbers each, in order', async (id, requests, dimensions) => {
    const model = client()(id)
    const { embeddings, usage, responses } = await embedMany({ model, values: sentences })
    expect(calls).toHaveLength(requests)
    expect(
      calls.every(({ by, operation, status }) => by === 'signature' && operation === 'invoke' && status === 200),
    ).toBe(true)
    expect(responses).toHaveLength(requests)
    expect(embeddings).toHaveLength(200)
    expect(new Set(embeddings.map((embedding) => embedding.length))).toEqual(new Set([dimensions]))
    const { embedding, usage: one } = await embed({ model, value: sentences[150] ?? '', inputType: 'query' })
    const nearest = embeddings.map((each) => likeness(each, embedding))
    expect(nearest.indexOf(Math.max(...nearest))).toBe(150)
    expect(usage.inputTokens).toBeGreaterThan(100 * (one.inputTokens ?? Number.NaN))
  })

  it('come in the length and codings that are asked for', async () => {
    const v4 = client()('cohere.embed-v4:0')
    const { byType } = await embed({ model: v4, value: 'a', dimensions: 256, embeddingTypes: ['float', 'ubinary'] })
    expect(byType.float).toHaveLength(256)
    expect(byType.ubinary).toHaveLength(32)
    const titan = client()('amazon.titan-embed-text-v2:0')
    const binary = await embed({ model: titan, value: 'a', dimensions: 512, embeddingTypes: ['binary'] })
    expect(binary.embedding).toHaveLength(512)
  })

  it('of images', async () => {
    const value = { type: 'file', mediaType: 'image/png', data: Uint8Array.of(1, 2, 3) } as const
    for (const id of ['cohere.embed-english-v3', 'cohere.embed-v4:0', 'amazon.titan-embed-image-v1'] as const) {
      const { embeddings } = await embedMany({ model: client()(id), values: [value, 'a text', value] })
      expect(embeddings[0]).toEqual(embeddings[2])
      expect(embeddings[0]).not.toEqual(embeddings[1])
    }
  })

  it('are tried again where the service is throttled, each by itself', async () => {
    let refusals = 2
    const throttled = client(async (url, init) =>
      refusals-- > 0
        ? Response.json(
            { message: 'Slow down.' },
            { status: 429, headers: { 'x-amzn-errortype': 'ThrottlingException' } },
          )
        : fetch(url, init),
    )
    const model = throttled('cohere.embed-english-v3')
    const { embeddings, responses } = await embedMany({ model, values: sentences, maxParallelCalls: 3 })
    expect(embeddings).toHaveLength(200)
    expect(responses.reduce((sum, { attempts = 0 }) => sum + attempts, 0)).toBe(5)
    expect(calls).toHaveLength(3)
  })
})

describe('ranking', () => {
  it.each(['cohere.rerank-v3-5:0', 'amazon.rerank-v1:0'] as const)('by %s', async (id) => {
    const documents = ['The sea is salt.', 'Why the sky is blue: light is scattered.', 'Blue cheese.']
    const { ranking } = await rerank({ model: client()(id), query: 'Why is the sky blue?', documents, topN: 2 })
    expect(ranking.map(({ document }) => document)).toEqual([documents[1], documents[2]])
    expect(ranking[0]?.score).toBeGreaterThan(ranking[1]?.score ?? 1)
  })
})

describe('counting', () => {
  const prompt = { system: 'Be brief.', prompt: 'How many tokens am I?', maxOutputTokens: 50 } as const

  it.each([
    'anthropic.claude-sonnet-4-20250514-v1:0',
    'us.anthropic.claude-sonnet-4-20250514-v1:0',
    'arn:aws:bedrock:us-east-1:123456789012:inference-profile/eu.anthropic.claude-sonnet-4-20250514-v1:0',
  ])('for %s is what the answer’s usage then says', async (id) => {
    const model = client()(id, { family: 'claude' })
    const { inputTokens } = await countTokens({ model, ...prompt })
    expect(calls[0]).toMatchObject({ operation: 'count-tokens', model: 'anthropic.claude-sonnet-4-20250514-v1:0' })
    expect((await generateText({ model, ...prompt })).usage.inputTokens).toBe(inputTokens)
  })

  it('goes by Converse too, and is unsupported where the model cannot', async () => {
    const model = client()('us.anthropic.claude-sonnet-4-20250514-v1:0', { via: 'converse' })
    expect((await countTokens({ model, ...prompt })).inputTokens).toBeGreaterThan(5)
    const counting = countTokens({ model: client()('us.amazon.nova-pro-v1:0'), ...prompt })
    await expect(counting).rejects.toSatisfy((error) => BedrockError.is(error, 'unsupported'))
  })
})

describe('a guardrail', () => {
  const guardrail = { id: 'localguardrail', version: 'DRAFT' }

  it('blocks, masks and lets pass', async () => {
    const bedrock = client()
    const ask = (content: string) => applyGuardrail({ bedrock, guardrail, source: 'input', content })
    expect(await ask('A forbidden word')).toMatchObject({ intervened: true, actionReason: 'Guardrail blocked.' })
    expect(await ask('My secret')).toMatchObject({ intervened: true, outputs: ['My {SECRET}'] })
    expect(await ask('All is well')).toMatchObject({ intervened: false, outputs: [] })
    expect(calls.map(({ operation, by }) => `${operation} by ${by}`)).toEqual(
      Array(3).fill('apply-guardrail by signature'),
    )
  })

  it('that is not there is told', async () => {
    const gone = applyGuardrail({
      bedrock: client(),
      guardrail: { ...guardrail, version: '9' },
      source: 'output',
      content: 'x',
    })
    await expect(gone).rejects.toSatisfy((error) => BedrockError.is(error, 'not-found'))
  })
})

describe('a verb that is left', () => {
  it('closes its sockets', async () => {
    let closed = 0
    const silent = createServer((request) => {
      request.resume()
      request.socket.on('close', () => {
        closed += 1
      })
    })
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const address = silent.address()
    const port = typeof address === 'object' ? address?.port : undefined
    const bedrock = createBedrock({
      region: 'us-east-1',
      endpoint: `http://127.0.0.1:${port}`,
      auth: sigv4({ accessKeyId, secretAccessKey }),
      families: [amazonRetrieval()],
    })
    const leave = new AbortController()
    const model = bedrock('amazon.titan-embed-text-v1')
    let asked = 0
    silent.on('request', () => {
      asked += 1
      if (asked === 4) leave.abort()
    })
    const left = embedMany({ model, values: sentences, signal: leave.signal })
    await expect(left).rejects.toSatisfy((error) => BedrockError.is(error, 'aborted'))
    await expect.poll(() => closed).toBe(4)
    expect(asked).toBe(4)
    await new Promise((resolve) => silent.close(resolve))
  })
})
