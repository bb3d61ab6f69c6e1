import { describe, expect, it, vi } from 'vitest'
import { failureOf } from '../client/test/fake-service.ts'
import type { Fetch } from '../wire/http.ts'
import { rerank } from './rerank.ts'
import { numbersModel, sentBody } from './test/numbers-family.ts'

const ordering =
  (order: readonly number[]): Fetch =>
  async () =>
    Response.json({ order }, { headers: { 'x-amzn-requestid': 'request-1' } })

describe('rerank', () => {
  it('gives the documents back in the model’s order', async () => {
    const documents = ['a', { title: 'b' }, 'c']
    const fetch = vi.fn<Fetch>(ordering([2, 1]))
    const { ranking, response, usage } = await rerank({
      model: numbersModel('toy.rank-1', fetch),
      query: 'q',
      documents,
      topN: 2,
    })
    expect(ranking).toEqual([
      { index: 2, score: 1, document: 'c' },
      { index: 1, score: 0.9, document: { title: 'b' } },
    ])
    expect(ranking[1]?.document).toBe(documents[1])
    expect(response).toEqual({ modelId: 'toy.rank-1', requestId: 'request-1', attempts: 1 })
    expect(usage).toEqual({ reports: [] })
    expect(sentBody(fetch.mock.calls[0]?.[1] ?? {})).toEqual({
      query: 'q',
      documents: ['a', '{"title":"b"}', 'c'],
      topN: 2,
    })
  })

  it('asks for no more than there are, and not at all for none', async () => {
    const fetch = vi.fn<Fetch>(ordering([0]))
    const model = numbersModel('toy.rank-1', fetch)
    await rerank({ model, query: 'q', documents: ['a'], topN: 5 })
    expect(sentBody(fetch.mock.calls[0]?.[1] ?? {})).toMatchObject({ topN: 1 })
    expect((await rerank({ model, query: 'q', documents: [] })).ranking).toEqual([])
    expect(fetch).toHaveBeenCalledTimes(1)
  })

  it('refuses what it cannot do or read', async () => {
    const model = numbersModel('toy.rank-1', ordering([7]))
    expect((await failureOf(rerank({ model, query: 'q', documents: ['a'] }))).code).toBe('malformed')
    const page = numbersModel(
      'toy.rank-1',
      async () => new Response('<html>', { headers: { 'x-amzn-requestid': 'r' } }),
    )
    expect(await failureOf(rerank({ model: page, query: 'q', documents: ['a'] }))).toMatchObject({
      code: 'malformed',
      requestId: 'r',
    })
    expect((await failureOf(rerank({ model, query: 'q', documents: ['a'], topN: 0 }))).code).toBe('invalid-argument')
    const embeds = numbersModel('toy.embed-1', ordering([]))
    const error = await failureOf(rerank({ model: embeds, query: 'q', documents: ['a'] }))
    expect(error).toMatchObject({ code: 'unsupported' })
    expect(error.message).toMatch(/start with toy\.rank-/)
  })
})
