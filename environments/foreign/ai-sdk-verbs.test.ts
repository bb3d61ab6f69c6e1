import { createAmazonBedrock } from '@ai-sdk/amazon-bedrock'
import { testIdentity } from '@x/bedrock-local'
import { cosineSimilarity, embed, embedMany, rerank } from 'ai'
import { describe, expect, it } from 'vitest'
import { watched } from './watched.ts'

const { accessKeyId, secretAccessKey } = testIdentity
const { url, calls } = watched('The AI SDK, besides chats,')

describe('the AI SDK', () => {
  const provider = () =>
    createAmazonBedrock({ region: 'us-east-1', baseURL: url(), accessKeyId, secretAccessKey, apiKey: '' })

  it.each([
    ['cohere.embed-english-v3', 1024],
    ['cohere.embed-v4:0', 1536],
    ['amazon.titan-embed-text-v1', 1536],
    ['amazon.titan-embed-text-v2:0', 1024],
    ['amazon.nova-2-multimodal-embeddings-v1:0', 1024],
  ])('embeds with %s: %i numbers, alike for what is alike', async (id, dimensions) => {
    const model = provider().embedding(id)
    const values = ['The cat sleeps on the sofa', 'The cat sleeps on the chair', 'Quarterly revenue rose sharply']
    const { embeddings, usage } = await embedMany({ model, values, maxRetries: 0 })
    expect(embeddings.map((embedding) => embedding.length)).toEqual([dimensions, dimensions, dimensions])
    const [first = [], second = [], third = []] = embeddings
    expect(cosineSimilarity(first, second)).toBeGreaterThan(cosineSimilarity(first, third) + 0.3)
    expect(usage.tokens).toBeGreaterThan(0)
    const single = await embed({ model, value: values[0] ?? '', maxRetries: 0 })
    expect(single.embedding).toEqual(first)
  })

  it.each(['amazon.rerank-v1:0', 'cohere.rerank-v3-5:0'] as const)('ranks by %s', async (id) => {
    const documents = ['Bread is baked.', 'The sky is blue at noon.', 'A blue car.']
    const { ranking } = await rerank({
      model: provider().reranking(id),
      query: 'blue sky',
      documents,
      topN: 2,
      maxRetries: 0,
    })
    expect(ranking.map(({ originalIndex }) => originalIndex)).toEqual([1, 2])
    expect(ranking[0]?.score).toBeGreaterThan(ranking[1]?.score ?? 1)
    expect(calls.at(-1)).toMatchObject({ operation: 'rerank', status: 200, by: 'signature' })
  })

  it('ranks objects too, and is refused for a model that does not rank', async () => {
    const documents = [{ title: 'Bread' }, { title: 'Blue sky' }]
    const { ranking } = await rerank({
      model: provider().reranking('amazon.rerank-v1:0'),
      query: 'blue sky',
      documents,
      topN: 2,
      maxRetries: 0,
    })
    expect(ranking[0]?.originalIndex).toBe(1)
    const model = provider().reranking('amazon.nova-pro-v1:0')
    await expect(rerank({ model, query: 'q', documents, topN: 1, maxRetries: 0 })).rejects.toMatchObject({
      statusCode: 400,
      message: expect.stringContaining('The provided model ARN for reranking is invalid.'),
    })
  })
})
