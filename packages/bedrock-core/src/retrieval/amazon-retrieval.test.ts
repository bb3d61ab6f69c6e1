import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { createBedrock } from '../client/create-bedrock.ts'
import { generateText } from '../client/generate-text.ts'
import { auth, failureOf } from '../client/test/fake-service.ts'
import { anyConverse } from '../converse/any-converse.ts'
import type { EmbedRequest } from '../family/embedding.ts'
import type { JsonObject } from '../speech/json.ts'
import { embed } from '../verbs/embed.ts'
import { embedMany } from '../verbs/embed-many.ts'
import { rerank } from '../verbs/rerank.ts'
import { sentBody } from '../verbs/test/numbers-family.ts'
import type { Fetch } from '../wire/http.ts'
import { amazonEmbed } from './amazon-embed.ts'
import { amazonRetrieval } from './amazon-retrieval.ts'

interface Exchange {
  model: string
  request: { body: JsonObject }
  response: { headers: Record<string, string>; bodyBase64: string }
  flags: string[]
}

const file = new URL('../../../../../shared/recordings/amazon.jsonl', import.meta.url)
const present = existsSync(file)
if (!present) console.warn('SKIPPED: the recorded traffic is not on this machine (../shared/recordings).')

const recorded: Exchange[] = (present ? readFileSync(file, 'utf8').trimEnd().split('\n') : [])
  .map((line): Exchange => JSON.parse(line))
  .filter(({ flags }) => flags.includes('embedding'))

const clientOn = (fetch: Fetch) =>
  createBedrock({ region: 'us-east-1', auth, fetch, families: [anyConverse(), amazonRetrieval()] })

/** What the recorded requests ask, in our words. */
const asked = (body: JsonObject) => {
  const { inputText, normalize, singleEmbeddingParams } = Object(body)
  return singleEmbeddingParams === undefined
    ? { value: String(inputText), ...(normalize === undefined ? {} : { normalize: normalize === true }) }
    : {
        value: String(singleEmbeddingParams.text.value),
        truncate: 'end' as const,
        dimensions: Number(singleEmbeddingParams.embeddingDimension),
      }
}

describe.skipIf(!present)('recorded embeddings of Amazon’s models', () => {
  it('are four', () => expect(recorded).toHaveLength(4))

  it.each(recorded.map((exchange) => [exchange.model, exchange] as const))(
    'of %s: the same request, the same numbers, the same count',
    async (id, { request, response }) => {
      const fetch = vi.fn<Fetch>(
        async () => new Response(Buffer.from(response.bodyBase64, 'base64'), { headers: response.headers }),
      )
      const { embedding, usage } = await embed({ model: clientOn(fetch)(id), ...asked(request.body) })
      expect(sentBody(fetch.mock.calls[0]?.[1] ?? {})).toEqual(request.body)
      const answer = JSON.parse(Buffer.from(response.bodyBase64, 'base64').toString('utf8'))
      expect(embedding).toEqual(answer.embedding ?? answer.embeddings[0].embedding)
      const inputTokens = Number(response.headers['x-amzn-bedrock-input-token-count'])
      expect(usage.inputTokens).toBe(inputTokens)
      expect(usage.reports).toContainEqual({ source: 'headers', inputTokens })
    },
  )
})

const sent = (request: EmbedRequest, model: string): unknown =>
  JSON.parse(JSON.stringify(amazonEmbed.encode(request, model)))
const picture: EmbedRequest = { kind: 'image', values: [{ mediaType: 'image/jpeg', base64: 'AQID' }] }

describe('requests by AWS’s pages, not recorded', () => {
  it('for codings, lengths and images', () => {
    const words: EmbedRequest = { kind: 'text', values: ['a'] }
    expect(sent({ ...words, dimensions: 256, embeddingTypes: ['binary'] }, 'amazon.titan-embed-text-v2:0')).toEqual({
      inputText: 'a',
      dimensions: 256,
      embeddingTypes: ['binary'],
    })
    expect(sent({ ...picture, dimensions: 384 }, 'amazon.titan-embed-image-v1')).toEqual({
      inputImage: 'AQID',
      embeddingConfig: { outputEmbeddingLength: 384 },
    })
    expect(sent({ ...picture, inputType: 'query' }, 'amazon.nova-2-multimodal-embeddings-v1:0')).toEqual({
      taskType: 'SINGLE_EMBEDDING',
      singleEmbeddingParams: {
        embeddingPurpose: 'GENERIC_RETRIEVAL',
        image: { format: 'jpeg', source: { bytes: 'AQID' } },
      },
    })
  })

  it('one value a call, several calls at once', async () => {
    const fetch = vi.fn<Fetch>(async (_, init) => Response.json({ embedding: [Number(sentBody(init)['inputText'])] }))
    const values = ['5', '3', '8', '1', '9']
    const model = clientOn(fetch)('amazon.titan-embed-text-v1')
    expect((await embedMany({ model, values })).embeddings).toEqual(values.map((value) => [Number(value)]))
    expect(fetch).toHaveBeenCalledTimes(5)
  })

  it('for ranking', async () => {
    const fetch = vi.fn<Fetch>(async () => Response.json({ results: [{ index: 1, relevance_score: 0.7 }] }))
    const model = clientOn(fetch)('amazon.rerank-v1:0')
    const { ranking } = await rerank({ model, query: 'q', documents: ['a', 'b'], topN: 1 })
    expect(ranking).toEqual([{ index: 1, score: 0.7, document: 'b' }])
    expect(sentBody(fetch.mock.calls[0]?.[1] ?? {})).toEqual({ query: 'q', documents: ['a', 'b'], top_n: 1 })
  })

  it('keep further fields beside what the form writes', async () => {
    const fetch = vi.fn<Fetch>(async () => Response.json({ embeddings: [{ embeddingType: 'TEXT', embedding: [1] }] }))
    await embed({
      model: clientOn(fetch)('amazon.nova-2-multimodal-embeddings-v1:0'),
      value: 'a',
      additionalModelRequestFields: { singleEmbeddingParams: { embeddingPurpose: 'TEXT_RETRIEVAL' } },
    })
    expect(sentBody(fetch.mock.calls[0]?.[1] ?? {})).toEqual({
      taskType: 'SINGLE_EMBEDDING',
      singleEmbeddingParams: { embeddingPurpose: 'TEXT_RETRIEVAL', text: { truncationMode: 'NONE', value: 'a' } },
    })
  })
})

describe('the family', () => {
  it('goes before the one that takes any id, and does not chat', async () => {
    const model = clientOn(vi.fn<Fetch>())('amazon.titan-embed-text-v2:0')
    expect(model.family.name).toBe('amazon-retrieval')
    const error = await failureOf(generateText({ model, prompt: 'Hi' }))
    expect(error).toMatchObject({ code: 'unsupported' })
    expect(error.message).toContain('do not chat')
  })

  it.each([{}, { embedding: [] }, { embeddings: [{ embedding: null }] }])('calls %j malformed', (body) => {
    expect(() => amazonEmbed.decode(body)).toThrow(expect.objectContaining({ code: 'malformed' }))
  })
})
