import type { JsonObject } from '@x/bedrock-core/family'
import { describe, expect, it } from 'vitest'
import { pathsIn, present, recordings } from '../dialects/test/recordings.ts'
import { createLocalBedrock } from '../local-bedrock.ts'

const { fetch } = createLocalBedrock({ requireAuth: false })

const retrieval = present ? recordings().filter(({ model }) => /embed|rerank/.test(model)) : []

const keys = (body: JsonObject): readonly string[] => [...new Set(pathsIn(body))].toSorted()

describe.skipIf(!present)('recorded embeddings and rankings', () => {
  it('are eight', () => expect(retrieval).toHaveLength(8))

  it.each(retrieval.map((recording) => [recording.model, recording] as const))(
    'asked of %s again: the same keys, as many numbers, the same kinds of headers',
    async (model, { request, response }) => {
      const answer = await fetch(
        new Request(`http://localhost/model/${encodeURIComponent(model)}/invoke`, {
          method: 'POST',
          body: JSON.stringify(request.body),
        }),
      )
      expect(answer.status).toBe(200)
      const text = await answer.text()
      const recorded: JsonObject = JSON.parse(Buffer.from(response.bodyBase64 ?? '', 'base64').toString('utf8'))
      const said: JsonObject = JSON.parse(text)
      expect(keys(said)).toEqual(keys(recorded))
      const numbers = (body: unknown): number =>
        JSON.stringify(body ?? null).match(/-?\d+(\.\d+)?(E-?\d+)?/gi)?.length ?? 0
      expect(numbers(said['embeddings'] ?? said['embedding'])).toBe(
        numbers(recorded['embeddings'] ?? recorded['embedding']),
      )
      const counted = (headers: readonly string[]): readonly string[] =>
        headers.filter((name) => name.startsWith('x-amzn-bedrock-')).toSorted()
      expect(counted([...answer.headers.keys()])).toEqual(counted(Object.keys(response.headers)))
    },
  )

  it('rank the same document first', async () => {
    const recording = retrieval.find(({ model }) => model.includes('rerank'))
    const answer = await fetch(
      new Request('http://localhost/model/cohere.rerank-v3-5:0/invoke', {
        method: 'POST',
        body: JSON.stringify(recording?.request.body),
      }),
    )
    const { results } = await answer.json()
    expect(results).toHaveLength(3)
    expect(results[0].index).toBe(2)
  })
})
