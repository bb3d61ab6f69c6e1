import { describe, expect, it } from 'vitest'
import type { Generation } from '../speech/generation.ts'
import { foldDeltas } from '../testing/fold-deltas.ts'
import { converse } from './converse.ts'
import { type Plain, plainStream, plainWhole } from './test/plain-reading.ts'
import { answered, bodyOf, bytesOf, type Exchange, eventsOf, exchanges, present } from './test/recordings.ts'

const format = converse()

const whole = (exchange: Exchange): Generation => foldDeltas(format.decode(bodyOf(exchange), {}), 'converse').generation

const streamed = async (exchange: Exchange): Promise<Generation> => {
  const read = format.reader()
  return foldDeltas((await eventsOf(exchange)).flatMap(read), 'converse').generation
}

/** The generation in the plain reading's terms. */
const asPlain = ({ content, usage, ...generation }: Generation): Plain => ({
  text: generation.text,
  reasoning: generation.reasoning,
  signatures: content.flatMap((part) => (part.type === 'reasoning' ? (part.signature ?? []) : [])),
  tools: generation.toolCalls.map((call) => ({ id: call.toolCallId, name: call.toolName, input: call.input })),
  serverBlocks: content.filter((part) => part.type === 'raw').length,
  citations: content.flatMap((part) =>
    part.type === 'text' ? (part.citations ?? []).map((citation) => JSON.stringify(citation.raw)) : [],
  ),
  stopReason: generation.rawFinishReason ?? '',
  usage: {
    input: usage.inputTokens ?? 0,
    output: usage.outputTokens ?? 0,
    total: usage.totalTokens ?? 0,
    read: usage.cacheReadTokens,
    write: usage.cacheWriteTokens,
  },
  byTtl: usage.cacheWriteTokensByTtl,
  latency: generation.response.metadata?.latencyMs ?? 0,
  trace: generation.guardrail?.trace,
})

/** Every reason that the recordings hold, and what it means. */
const meaning: Readonly<Record<string, Generation['finishReason']>> = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  tool_use: 'tool-calls',
  max_tokens: 'length',
  guardrail_intervened: 'content-filter',
}

describe.skipIf(!present)('recorded Converse traffic of every family', () => {
  const wholes = answered('converse')
  const streams = answered('converse-stream')

  it('is all there', () => {
    console.info(
      `${wholes.length} whole answers, ${streams.length} streams, ${exchanges.length} exchanges with those that failed`,
    )
    expect(wholes.length).toBeGreaterThanOrEqual(235)
    expect(streams.length).toBeGreaterThanOrEqual(91)
  })

  it.each(wholes)('whole $id of $model', (exchange) => {
    const generation = whole(exchange)
    expect(asPlain(generation)).toEqual(plainWhole(new TextDecoder().decode(bytesOf(exchange))))
    expect(generation.finishReason).toBe(meaning[generation.rawFinishReason ?? ''])
    expect(generation.guardrail?.intervened === true).toBe(generation.rawFinishReason === 'guardrail_intervened')
  })

  it.each(streams)('stream $id of $model', async (exchange) => {
    const generation = await streamed(exchange)
    expect(asPlain(generation)).toEqual(plainStream(bytesOf(exchange)))
    expect(generation.finishReason).toBe(meaning[generation.rawFinishReason ?? ''])
  })
})
