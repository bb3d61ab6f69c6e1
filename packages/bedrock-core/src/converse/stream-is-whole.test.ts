import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Generation } from '../speech/generation.ts'
import type { Json, JsonObject } from '../speech/json.ts'
import type { StreamPart } from '../speech/stream-part.ts'
import { foldDeltas } from '../testing/fold-deltas.ts'
import { converse } from './converse.ts'
import { asStream } from './test/as-stream.ts'
import { answered, bodyOf, present } from './test/recordings.ts'

const format = converse()
const whole = (body: JsonObject): Generation => foldDeltas(format.decode(body, {}), 'converse').generation
const streamed = (body: JsonObject, size: number): { generation: Generation; parts: StreamPart[] } => {
  const read = format.reader()
  return foldDeltas(asStream(body, size).flatMap(read), 'converse')
}

const text = fc.string({ unit: 'grapheme', maxLength: 9 })
const base64 = fc.uint8Array({ minLength: 1, maxLength: 9 }).map((bytes) => Buffer.from(bytes).toString('base64'))
const input: fc.Arbitrary<Json> = fc.dictionary(text, fc.oneof(text, fc.nat(), fc.boolean()), { maxKeys: 2 })
const id = fc.string({ unit: fc.constantFrom('a', 'b', '1', '_'), minLength: 1, maxLength: 9 })

const block: fc.Arbitrary<JsonObject> = fc.oneof(
  text.map((said): JsonObject => ({ text: said })),
  fc.record({ text, signature: id }).map((reasoningText): JsonObject => ({ reasoningContent: { reasoningText } })),
  text.map((said): JsonObject => ({ reasoningContent: { reasoningText: { text: said } } })),
  base64.map((redactedContent): JsonObject => ({ reasoningContent: { redactedContent } })),
  fc.record({ toolUseId: id, name: id, input }).map((toolUse): JsonObject => ({ toolUse })),
  fc
    .record({ toolUseId: id, name: id, input, type: fc.constant('server_tool_use') })
    .map((toolUse): JsonObject => ({ toolUse })),
  fc
    .record({ toolUseId: id, type: id, status: fc.constant('success'), content: fc.array(fc.record({ text })) })
    .map((toolResult): JsonObject => ({ toolResult })),
  fc
    .record({ format: fc.constantFrom('png', 'jpeg'), source: fc.record({ bytes: base64 }) })
    .map((image): JsonObject => ({ image })),
  fc
    .record({
      content: fc.array(fc.record({ text })),
      citations: fc.array(fc.record({ title: text }), { maxLength: 2 }),
    })
    .map((citationsContent): JsonObject => ({ citationsContent })),
)

const count = fc.nat(9999)
const answer: fc.Arbitrary<JsonObject> = fc
  .record(
    {
      content: fc.array(block, { maxLength: 5 }),
      stopReason: fc.constantFrom('end_turn', 'tool_use', 'guardrail_intervened', 'not_yet_known'),
      usage: fc.record({
        inputTokens: count,
        outputTokens: count,
        totalTokens: count,
        cacheReadInputTokenCount: count,
      }),
      metrics: fc.record({ latencyMs: count }),
      trace: fc.constantFrom<JsonObject>(
        { guardrail: { action: 'INTERVENED' } },
        { promptRouter: { invokedModelId: 'm' } },
      ),
      additionalModelResponseFields: fc.constant({ stop_sequence: '###' }),
      serviceTier: fc.constant({ type: 'flex' }),
      performanceConfig: fc.constant({ latency: 'optimized' }),
    },
    { requiredKeys: ['content', 'stopReason', 'usage', 'metrics'] },
  )
  .map(({ content, ...rest }): JsonObject => ({ output: { message: { role: 'assistant', content } }, ...rest }))

describe('a stream folds to the whole answer', () => {
  it('for answers of every kind of block, cut anyhow', () => {
    fc.assert(
      fc.property(answer, fc.integer({ min: 1, max: 7 }), (body, size) => {
        expect(streamed(body, size).generation).toEqual(whole(body))
      }),
      { numRuns: 500 },
    )
  })

  it('and gives its text piece by piece, never an empty one', () => {
    fc.assert(
      fc.property(answer, (body) => {
        const { generation, parts } = streamed(body, 1)
        const pieces = parts.flatMap((part) => (part.type === 'text-delta' ? [part.text] : []))
        expect(pieces).not.toContain('')
        expect(pieces.join('')).toBe(generation.text)
      }),
    )
  })

  const recorded = answered('converse').map((exchange) => ({ id: exchange.id, body: present ? bodyOf(exchange) : {} }))

  it.skipIf(!present).each(recorded)('$id', ({ body }) => {
    for (const size of [1, 7, 1000]) expect(streamed(body, size).generation).toEqual(whole(body))
  })
})
