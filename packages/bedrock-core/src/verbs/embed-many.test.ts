import { fc, test } from '@fast-check/vitest'
import { describe, expect, it, vi } from 'vitest'
import { failureOf, modelOn } from '../client/test/fake-service.ts'
import type { Fetch } from '../wire/http.ts'
import { embed } from './embed.ts'
import { embedMany } from './embed-many.ts'
import { imagesAtOnce, numbersFetch, numbersModel, sentBody, textsAtOnce } from './test/numbers-family.ts'

const picture = (base64: string) => ({ type: 'file', mediaType: 'image/png', data: base64 }) as const
const value = fc.oneof(fc.string(), fc.base64String().map(picture))
const textOf = (of: string | { data: string }): string => (typeof of === 'string' ? of : of.data)

describe('embedMany', () => {
  test.prop([fc.array(value, { maxLength: 40 }), fc.integer({ min: 1, max: 6 })])(
    'keeps the order, never asks for more than a call takes, nor more at once than allowed',
    async (values, maxParallelCalls) => {
      let running = 0
      let most = 0
      const fetch: Fetch = async (url, init) => {
        running += 1
        most = Math.max(most, running)
        const { kind, values: sent } = sentBody(init)
        expect(Array.isArray(sent) ? sent.length : 0).toBeLessThanOrEqual(kind === 'text' ? textsAtOnce : imagesAtOnce)
        await new Promise((resolve) => setTimeout(resolve, (values.length * 7) % 3))
        running -= 1
        return numbersFetch(url, init)
      }
      const model = numbersModel('toy.embed-all-1', fetch)
      const { embeddings, usage, responses } = await embedMany({ model, values, maxParallelCalls })
      expect(embeddings).toEqual(values.map(textOf).map((text) => [text.length, text.codePointAt(0) ?? -1]))
      expect(most).toBeLessThanOrEqual(maxParallelCalls)
      expect(usage.inputTokens ?? 0).toBe(values.length)
      const texts = values.filter((each) => typeof each === 'string').length
      expect(responses).toHaveLength(Math.ceil(texts / textsAtOnce) + Math.ceil((values.length - texts) / imagesAtOnce))
    },
  )

  it('adds up what bodies and headers say, each by itself', async () => {
    const model = numbersModel('toy.embed-1', numbersFetch)
    const { usage, responses } = await embedMany({ model, values: ['a', 'b', 'c', 'd'] })
    expect(usage).toEqual({
      inputTokens: 4,
      totalTokens: 4,
      reports: [
        { source: 'body', inputTokens: 4 },
        { source: 'headers', inputTokens: 8 },
      ],
    })
    expect(responses.map(({ requestId }) => requestId)).toEqual(['request of 3', 'request of 1'])
  })

  it('says no count that not every call said', async () => {
    const fetch: Fetch = async (url, init) => {
      const answer = await numbersFetch(url, init)
      const { inputTokens: _, ...rest } = await answer.json()
      const whole = sentBody(init)['values']
      return Response.json(Array.isArray(whole) && whole.length === 1 ? rest : { ...rest, inputTokens: 9 })
    }
    const { usage } = await embedMany({ model: numbersModel('toy.embed-1', fetch), values: ['a', 'b', 'c', 'd'] })
    expect(usage).toEqual({ reports: [] })
  })

  it('gives every coding that was asked for, the first as embeddings', async () => {
    const model = numbersModel('toy.embed-1', numbersFetch)
    const { embeddings, byType } = await embedMany({ model, values: ['ab'], embeddingTypes: ['int8', 'float'] })
    expect(Object.keys(byType)).toEqual(['int8', 'float'])
    expect(embeddings).toBe(byType.int8)
  })

  it('sends nothing for no values', async () => {
    const fetch = vi.fn<Fetch>()
    const { embeddings, usage } = await embedMany({ model: numbersModel('toy.embed-1', fetch), values: [] })
    expect(embeddings).toEqual([])
    expect(usage).toEqual({ reports: [] })
    expect(fetch).not.toHaveBeenCalled()
  })

  it('aborts the calls beside one that fails, and begins no more', async () => {
    const aborted: string[] = []
    const fetch = vi.fn<Fetch>(async (_, init) => {
      if (JSON.stringify(sentBody(init)).includes('bad'))
        return Response.json(
          { message: 'No.' },
          { status: 400, headers: { 'x-amzn-errortype': 'ValidationException' } },
        )
      return new Promise((_resolve, reject) => {
        init.signal?.addEventListener('abort', () => {
          aborted.push('one')
          reject(init.signal?.reason)
        })
      })
    })
    const values = ['a', 'a', 'a', 'bad', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a']
    const error = await failureOf(embedMany({ model: numbersModel('toy.embed-1', fetch), values, maxParallelCalls: 2 }))
    expect(error).toMatchObject({ code: 'validation', status: 400 })
    expect(fetch).toHaveBeenCalledTimes(2)
    expect(aborted).toEqual(['one'])
  })

  it('stops when its caller does', async () => {
    const leave = new AbortController()
    const fetch: Fetch = async (_, init) =>
      new Promise((_resolve, reject) => {
        init.signal?.addEventListener('abort', () => reject(init.signal?.reason))
        leave.abort()
      })
    const model = numbersModel('toy.embed-1', fetch)
    const error = await failureOf(embedMany({ model, values: ['a'], signal: leave.signal }))
    expect(error.code).toBe('aborted')
  })

  it('passes its total limit over all calls', async () => {
    const fetch: Fetch = async (url, init) => {
      await new Promise((resolve) => setTimeout(resolve, 30))
      init.signal?.throwIfAborted()
      return numbersFetch(url, init)
    }
    const model = numbersModel('toy.embed-1', fetch)
    const values = Array.from({ length: 60 }, String)
    const error = await failureOf(embedMany({ model, values, maxParallelCalls: 1, timeout: { total: 100 } }))
    expect(error.code).toBe('timeout')
  })

  it.each([
    ['a coding', { embeddingTypes: ['binary'] }, /no embeddings of type "binary"/],
    ['a setting', { dimensions: 3 }, /no setting dimensions/],
    ['several settings', { truncate: 'end', normalize: true }, /no setting truncate, normalize/],
    ['images', { values: [picture('AA==')] }, /texts only/],
    ['other files', { values: [{ type: 'file', mediaType: 'application/pdf', data: 'AA==' }] }, /application\/pdf/],
  ] as const)('refuses %s that the model does not have, before sending', async (_, options, message) => {
    const fetch = vi.fn<Fetch>()
    const model = numbersModel('toy.embed-1', fetch)
    const error = await failureOf(embedMany({ model, values: ['a'], ...options }))
    expect(error.code).toBe('unsupported')
    expect(error.message).toMatch(message)
    expect(fetch).not.toHaveBeenCalled()
  })

  it.each([{ dimensions: 0 }, { dimensions: 1.5 }, { maxParallelCalls: 0 }])('refuses %j', async (options) => {
    const model = numbersModel('toy.embed-1', numbersFetch)
    expect((await failureOf(embedMany({ model, values: ['a'], ...options }))).code).toBe('invalid-argument')
  })

  it('warns where the model makes no difference of purposes', async () => {
    const model = numbersModel('toy.embed-all-1', numbersFetch)
    const { warnings } = await embedMany({ model, values: ['a'], inputType: 'query' })
    expect(warnings).toEqual([expect.objectContaining({ code: 'input-type-removed' })])
  })

  it('calls an answer with too few embeddings malformed', async () => {
    const model = numbersModel('toy.embed-1', async () => Response.json({ vectors: { float: [[1]] } }))
    expect(await failureOf(embedMany({ model, values: ['a', 'b'] }))).toMatchObject({ code: 'malformed' })
  })
})

describe('images', () => {
  it('are sent from bytes or base64, and not from S3', async () => {
    const sent: unknown[] = []
    const model = numbersModel('toy.embed-all-1', async (url, init) => {
      sent.push(sentBody(init)['values'])
      return numbersFetch(url, init)
    })
    await embedMany({ model, values: [picture('AQID'), { ...picture(''), data: Uint8Array.of(1, 2, 3) }] })
    expect(sent).toEqual([['AQID', 'AQID']])
    const inS3 = { type: 'file', mediaType: 'image/png', data: { uri: 's3://bucket/key' } } as const
    expect(await failureOf(embedMany({ model, values: [inS3] }))).toMatchObject({ code: 'unsupported' })
    expect(sent).toHaveLength(1)
  })
})

describe('embed', () => {
  it('gives the one embedding', async () => {
    const model = numbersModel('toy.embed-1', numbersFetch)
    expect(await embed({ model, value: 'abc', embeddingTypes: ['float', 'int8'] })).toMatchObject({
      embedding: [3, 97],
      byType: { float: [3, 97], int8: [3, 97] },
      usage: { inputTokens: 1 },
      response: { modelId: 'toy.embed-1', requestId: 'request of 1' },
    })
  })

  it('joins further fields into the body and sends the service’s own in headers', async () => {
    const fetch = vi.fn<Fetch>(numbersFetch)
    await embed({
      model: numbersModel('toy.embed-1', fetch),
      value: 'abc',
      serviceTier: 'flex',
      requestMetadata: { team: 'search' },
      additionalModelRequestFields: { api_version: 3 },
    })
    const [url, init = {}] = fetch.mock.calls[0] ?? []
    expect(url).toBe('https://bedrock-runtime.us-east-1.amazonaws.com/model/toy.embed-1/invoke')
    expect(sentBody(init)).toEqual({ kind: 'text', values: ['abc'], api_version: 3 })
    expect(init.headers).toMatchObject({
      authorization: 'signed',
      'x-amzn-bedrock-service-tier': 'flex',
      'x-amzn-bedrock-request-metadata': '{"team":"search"}',
    })
  })

  it('refuses models that make no embeddings', async () => {
    const chats = await failureOf(embed({ model: modelOn(numbersFetch), value: 'a' }))
    expect(chats.message).toMatch(/^Family "toy", which serves "toy.one-v1:0", has no embedding models/)
    const model = numbersModel('toy.rank-1', numbersFetch)
    expect((await failureOf(embed({ model, value: 'a' }))).message).toMatch(/not known as an embedding model of toy/)
    const behind = { ...model, id: 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc' }
    expect((await embed({ model: behind, value: 'a', baseModel: 'us.toy.embed-1' })).embedding).toEqual([1, 97])
  })
})
