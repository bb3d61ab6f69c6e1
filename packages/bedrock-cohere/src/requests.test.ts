import type { Json, JsonObject } from '@x/bedrock-core/family'
import { checked } from '@x/bedrock-core/testing'
import { bytesOf, type Exchange, recorded } from '@x/recordings'
import { describe, expect, it } from 'vitest'
import { chat } from './chat/format.ts'
import { cohere } from './cohere.ts'
import { type CohereCommandOptions, cohereCommand } from './command.ts'
import { promptOf } from './test/fixtures.ts'
import { exchangesOf } from './test/recordings.ts'

/** As it goes on the wire: members that are undefined are not there. */
const sent = (body: JsonObject): Json => JSON.parse(JSON.stringify(body))

/** A recorded request in our words. Whatever it holds beyond them makes the comparison fail. */
const asked = ({ request }: Exchange) => {
  const body: JsonObject = JSON.parse(JSON.stringify(request.body))
  const number = (key: string): number | undefined => (typeof body[key] === 'number' ? body[key] : undefined)
  const given = <Key extends string>(name: Key, value: number | undefined): { [K in Key]?: number } =>
    (value === undefined ? {} : { [name]: value }) as { [K in Key]?: number }
  const stops = body['stop_sequences']
  const text = body['message'] ?? body['prompt']
  return {
    ...promptOf({
      messages: [{ role: 'user', content: [{ type: 'text', text: typeof text === 'string' ? text : '' }] }],
      ...given('maxOutputTokens', number('max_tokens')),
      ...given('temperature', number('temperature')),
      ...given('topP', number('p')),
      ...given('topK', number('k')),
      ...(Array.isArray(stops) ? { stopSequences: stops.filter((stop) => typeof stop === 'string') } : {}),
    }),
    body,
  }
}

const optionsOf = ({ num_generations, stream }: JsonObject): CohereCommandOptions => ({
  ...(typeof num_generations === 'number' ? { numGenerations: num_generations } : {}),
  ...(typeof stream === 'boolean' ? { stream } : {}),
})

describe.skipIf(!recorded)('recorded requests to Cohere', () => {
  it('to Command R are written the same', () => {
    const exchanges = exchangesOf('command-r')
    for (const exchange of exchanges) {
      const { body, ...prompt } = asked(exchange)
      const encoded = checked(chat).encode(prompt, exchange.model)
      expect(sent(encoded.body), exchange.id).toEqual(body)
      expect(encoded.warnings).toEqual([])
    }
    expect(exchanges.length).toBe(4)
  })

  it('to the old Command models are written the same', () => {
    const exchanges = [...exchangesOf('command-text'), ...exchangesOf('command-light')]
    const [generate] = cohereCommand().formats
    for (const exchange of exchanges) {
      const { body, ...prompt } = asked(exchange)
      expect(sent(generate?.encode({ ...prompt, options: optionsOf(body) }, exchange.model).body ?? {})).toEqual(body)
    }
    expect(exchanges.length).toBe(12)
  })

  it('for embeddings are written the same, and their answers read', () => {
    const { embed } = cohere()
    const exchanges = exchangesOf('embed')
    for (const exchange of exchanges) {
      const body: JsonObject = JSON.parse(JSON.stringify(exchange.request.body))
      const { texts, output_dimension: dimensions } = body
      const values = Array.isArray(texts) ? texts.filter((text) => typeof text === 'string') : []
      const request = {
        kind: 'text',
        values,
        inputType: 'document',
        ...(typeof dimensions === 'number' ? { dimensions } : {}),
      } as const
      const model = exchange.model.slice(exchange.model.indexOf('cohere.'))
      expect(sent(embed?.encode(request, model) ?? {})).toEqual(body)
      const answer = JSON.parse(Buffer.from(bytesOf(exchange)).toString('utf8'))
      expect(embed?.decode(answer)).toEqual({ embeddings: { float: answer.embeddings.float ?? answer.embeddings } })
    }
    expect(exchanges.length).toBe(3)
  })

  it('for ranking are written the same, and their answers read', () => {
    const { rerank } = cohere()
    const exchanges = exchangesOf('rerank')
    for (const exchange of exchanges) {
      const body: JsonObject = JSON.parse(JSON.stringify(exchange.request.body))
      const { query, documents, top_n: topN } = body
      const texts = Array.isArray(documents) ? documents.filter((text) => typeof text === 'string') : []
      expect(
        sent(rerank?.encode({ query: String(query), documents: texts, topN: Number(topN) }, exchange.model) ?? {}),
      ).toEqual(body)
      const answer: JsonObject = JSON.parse(Buffer.from(bytesOf(exchange)).toString('utf8'))
      expect(rerank?.decode(answer)).toEqual([
        { index: 2, score: 0.8742601 },
        { index: 0, score: 0.1728413 },
        { index: 4, score: 0.10793502 },
      ])
    }
    expect(exchanges.length).toBe(1)
  })
})
