import { BedrockError, createBedrock, plan } from '@x/bedrock-core'
import { isJsonObject, type Json, type JsonObject } from '@x/bedrock-core/family'
import { checked } from '@x/bedrock-core/testing'
import { recorded } from '@x/recordings'
import { describe, expect, it } from 'vitest'
import { claude } from './claude.ts'
import { messages } from './messages/format.ts'
import { Inexpressible, importRequest } from './test/import-request.ts'
import { exchangesOf, isCompletion } from './test/recordings.ts'

const exchanges = exchangesOf('invoke', 'invoke-with-response-stream').filter((exchange) => !isCompletion(exchange))

/** As it goes on the wire: members that are undefined are not there. */
const sent = (body: JsonObject): JsonObject => JSON.parse(JSON.stringify(body))

/** Anthropic takes a string for a list of one text block; we always write the list. */
const listed = (content: Json | undefined): Json | undefined =>
  typeof content === 'string' ? [{ type: 'text', text: content }] : content

const withLists = (body: JsonObject): JsonObject => ({
  ...body,
  ...(body['system'] === undefined ? {} : { system: listed(body['system']) }),
  messages: listOf(body['messages']).map((message) => ({ ...message, content: listed(message['content']) })),
})

const listOf = (value: Json | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? value.filter(isJsonObject) : []

/** Anthropic reads neighbours of one role as one message; we always write one. */
const withNeighboursJoined = (body: JsonObject): JsonObject => {
  const joined: { role: Json | undefined; content: Json[] }[] = []
  for (const { role, content } of listOf(body['messages'])) {
    const before = joined.at(-1)
    if (before !== undefined && before.role === role) before.content.push(...listOf(content))
    else joined.push({ role, content: [...listOf(content)] })
  }
  return { ...body, messages: joined }
}

const same = (left: JsonObject, right: JsonObject): boolean => {
  try {
    expect(left).toEqual(right)
    return true
  } catch {
    return false
  }
}

describe.skipIf(!recorded)('recorded requests to Claude on InvokeModel', () => {
  it(`are written the same, up to key order (${exchanges.length})`, () => {
    const counts = { 'the same': 0, 'a string for one text block': 0, 'neighbours of one role joined': 0 }
    const inexpressible: Record<string, number> = {}
    for (const { id, model, request, response } of exchanges) {
      const body: JsonObject = JSON.parse(JSON.stringify(request.body))
      let ours: JsonObject
      try {
        ours = sent(checked(messages).encode(importRequest(body), model.slice(model.indexOf('anthropic.'))).body)
      } catch (failure) {
        if (!(failure instanceof Inexpressible || BedrockError.is(failure))) throw failure
        const why = `${failure.message} (HTTP ${response.status})`
        inexpressible[why] = (inexpressible[why] ?? 0) + 1
        continue
      }
      if (same(ours, body)) counts['the same'] += 1
      else if (same(ours, withLists(body))) counts['a string for one text block'] += 1
      else {
        expect(ours, id).toEqual(withNeighboursJoined(withLists(body)))
        counts['neighbours of one role joined'] += 1
      }
    }
    console.info('recorded requests', counts, 'not expressible', inexpressible)
    expect(Object.values(inexpressible).reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(2)
  })

  it('that were answered go the way they were recorded: no model is said to lack what it took', () => {
    const bedrock = createBedrock({ region: 'us-east-1', auth: async (request) => request, families: [claude()] })
    const answered = exchanges.filter(({ response }) => response.status === 200)
    for (const { id, model, request } of answered) {
      const { tools, ...prompt } = importRequest(request.body ?? {})
      const named = Object.fromEntries(tools.map(({ name, ...tool }) => [name, tool]))
      const planned = plan({ ...prompt, tools: named, model: bedrock(model, { family: 'claude' }) })
      expect(planned.format.name, id).toBe('messages')
    }
    expect(answered.length).toBeGreaterThan(400)
  })
})
