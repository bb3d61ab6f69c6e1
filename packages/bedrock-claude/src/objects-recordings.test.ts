import { createBedrock, generateObject, type JsonObject } from '@x/bedrock-core'
import { isJsonObject, type Json } from '@x/bedrock-core/family'
import { bytesOf, isAnswered, recorded } from '@x/recordings'
import { describe, expect, it } from 'vitest'
import { claude } from './claude.ts'
import { exchangesOf } from './test/recordings.ts'

const at = (value: Json | undefined, ...path: readonly string[]): Json | undefined =>
  path.reduce<Json | undefined>((found, name) => (isJsonObject(found) ? found[name] : undefined), value)

const bodyOf = (bytes: Uint8Array): JsonObject => JSON.parse(new TextDecoder().decode(bytes))

const structured = exchangesOf('converse').filter(
  (exchange) => isAnswered(exchange) && exchange.request.body?.['outputConfig'] !== undefined,
)

describe.skipIf(!recorded)('recorded structured output', () => {
  it(`is asked for in the recorded words, and read as the object that came (${structured.length})`, async () => {
    for (const exchange of structured) {
      const outputConfig = JSON.parse(JSON.stringify(exchange.request.body?.['outputConfig'])) as JsonObject
      const format = at(outputConfig, 'textFormat', 'structure', 'jsonSchema')
      const schema: JsonObject = JSON.parse(String(at(format, 'schema')))
      const sent: JsonObject[] = []
      const bedrock = createBedrock({
        region: 'us-east-1',
        auth: async (request) => request,
        families: [claude()],
        fetch: async (url, init) => {
          sent.push(JSON.parse(await new Request(url, init).text()))
          return new Response(bytesOf(exchange), { headers: { 'content-type': 'application/json' } })
        },
      })
      const model = bedrock(exchange.model, { family: 'claude', via: 'converse' })
      const result = await generateObject({
        model,
        schema,
        schemaName: String(at(format, 'name')),
        prompt: 'Generate a person',
      })
      expect(sent[0]?.['outputConfig'], exchange.id).toEqual(outputConfig)
      const content = at(bodyOf(bytesOf(exchange)), 'output', 'message', 'content')
      const [said] = Array.isArray(content) ? content : []
      expect(result.object, exchange.id).toEqual(JSON.parse(String(at(said, 'text'))))
      expect(result).toMatchObject({ strategy: 'native', finishReason: 'stop', object: { name: expect.any(String) } })
    }
    expect(structured).toHaveLength(10)
  })
})
