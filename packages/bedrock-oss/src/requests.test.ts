import { createBedrock, plan } from '@x/bedrock-core'
import type { JsonObject } from '@x/bedrock-core/family'
import { checked } from '@x/bedrock-core/testing'
import { recorded } from '@x/recordings'
import { describe, expect, it } from 'vitest'
import { chat } from './chat/format.ts'
import { oss } from './oss.ts'
import { importRequest } from './test/import-request.ts'
import { answeredBy } from './test/recordings.ts'

const exchanges = answeredBy('invoke', 'invoke-with-response-stream')

/** The path says these. */
const saidByPath: readonly string[] = ['model', 'stream', 'stream_options']

const sent = (body: object): JsonObject => JSON.parse(JSON.stringify(body))

describe.skipIf(!recorded)('recorded requests to gpt-oss on InvokeModel', () => {
  it(`are written the same, up to key order and what the path says (${exchanges.length})`, () => {
    for (const { id, request } of exchanges) {
      const entries = Object.entries(request.body ?? {}).filter(([key]) => !saidByPath.includes(key))
      const { body, warnings } = checked(chat).encode(importRequest(request.body ?? {}), '')
      expect(sent(body), id).toEqual(sent(Object.fromEntries(entries)))
      expect(warnings, id).toEqual([])
    }
    expect(exchanges).toHaveLength(12)
  })

  it('can all be forced through InvokeModel, and those with tools go by Converse unasked', () => {
    const bedrock = createBedrock({ region: 'us-east-1', auth: async (request) => request, families: [oss()] })
    for (const { id, request } of exchanges) {
      const { tools, ...prompt } = importRequest(request.body ?? {})
      const call = { ...prompt, tools: Object.fromEntries(tools.map(({ name, ...tool }) => [name, tool])) }
      const model = 'openai.gpt-oss-20b-1:0'
      expect(plan({ ...call, model: bedrock(model, { via: 'chat' }) }).path, id).toMatch(/\/invoke$/)
      expect(plan({ ...call, model: bedrock(model) }).format.name, id).toBe(tools.length > 0 ? 'converse' : 'chat')
    }
  })
})
