import type { Json } from '@x/bedrock-core/family'
import { describe, expect, it } from 'vitest'
import { createLocalBedrock } from '../local-bedrock.ts'
import { scripted } from '../scripted/scripted.ts'
import { eventsIn, pathsIn, present, served } from './test/recordings.ts'

describe.skipIf(!present)('the recordings', () => {
  it.each([
    ['anthropic.claude-3-haiku-20240307-v1:0', /anthropic/, 'invoke'],
    ['anthropic.claude-3-haiku-20240307-v1:0', /anthropic/, 'invoke-with-response-stream'],
    ['anthropic.claude-3-haiku-20240307-v1:0', /anthropic/, 'converse'],
    ['anthropic.claude-3-haiku-20240307-v1:0', /anthropic/, 'converse-stream'],
    ['cohere.command-r-v1:0', /cohere\.command-r/, 'invoke'],
    ['cohere.command-r-v1:0', /cohere\.command-r/, 'invoke-with-response-stream'],
    ['meta.llama3-8b-instruct-v1:0', /meta\.llama/, 'invoke'],
    ['meta.llama3-8b-instruct-v1:0', /meta\.llama/, 'invoke-with-response-stream'],
    ['openai.gpt-oss-120b-1:0', /openai/, 'invoke'],
    ['openai.gpt-oss-120b-1:0', /openai/, 'invoke-with-response-stream'],
  ])('hold every key of what %s (%s) is answered by %s', async (model, family, operation) => {
    const decoded = (bytes: Uint8Array): Json =>
      operation.endsWith('stream') ? eventsIn(bytes) : JSON.parse(new TextDecoder().decode(bytes))
    const alike = served().filter(
      (one) => one.operation === operation && family.test(one.model) && one.response.status === 200,
    )
    const known = new Set(
      alike.flatMap(({ response }) => pathsIn(decoded(Buffer.from(response.bodyBase64 ?? '', 'base64')))),
    )
    expect(known.size).toBeGreaterThan(3)
    const local = createLocalBedrock({ answerer: scripted({ pace: 0 }), requireAuth: false })
    const strange = new Set<string>()
    for (const { body } of alike) {
      const { model: _, stream: __, ...asked } = body
      const url = `http://localhost/model/${encodeURIComponent(model)}/${operation}`
      const response = await local.fetch(new Request(url, { method: 'POST', body: JSON.stringify(asked) }))
      expect(response.status).toBe(200)
      const answer = decoded(new Uint8Array(await response.arrayBuffer()))
      for (const path of pathsIn(answer)) if (!known.has(path)) strange.add(path)
    }
    expect([...strange]).toEqual([])
  })
})
