import { BedrockError, type Generation, type StreamPart } from '@x/bedrock-core'
import { bytesOf, cutsOf, type Exchange, isAnswered as good, recorded } from '@x/recordings'
import { describe, expect, it } from 'vitest'
import { readIndependently, type Said } from './test/independent-reading.ts'
import { exchangesOf } from './test/recordings.ts'
import { replay } from './test/replay.ts'

const whole = exchangesOf('invoke')
const streams = exchangesOf('invoke-with-response-stream')
const bad = (exchange: Exchange): boolean => !good(exchange)

const last = (parts: readonly StreamPart[]): Generation => {
  const part = parts.at(-1)
  if (part?.type !== 'finish') throw new Error('the stream did not finish')
  return part.generation
}

/** The recorded blocks in our words; a text block in which nothing was said is none. */
const contentOf = (said: Said) =>
  said.content
    .filter((block) => block['type'] !== 'text' || block['text'] !== '')
    .map((block) => {
      if (block['type'] === 'text') return { type: 'text', text: block['text'] }
      if (block['type'] === 'thinking')
        return { type: 'reasoning', text: block['thinking'], signature: block['signature'] }
      return { type: 'tool-call', toolCallId: block['id'], toolName: block['name'], input: block['input'] }
    })

const usageNames = {
  input_tokens: 'inputTokens',
  output_tokens: 'outputTokens',
  cache_read_input_tokens: 'cacheReadTokens',
  cache_creation_input_tokens: 'cacheWriteTokens',
} as const
const metricNames = {
  inputTokenCount: 'inputTokens',
  outputTokenCount: 'outputTokens',
  cacheReadInputTokenCount: 'cacheReadTokens',
  cacheWriteInputTokenCount: 'cacheWriteTokens',
} as const

const named = (counts: Readonly<Record<string, unknown>>, names: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(names).flatMap(([wire, ours]) => (typeof counts[wire] === 'number' ? [[ours, counts[wire]]] : [])),
  )

const reportOf = (generation: Generation, source: string) => {
  const { cacheWriteTokensByTtl: _byTtl, ...report } =
    generation.usage.reports.find((one) => one.source === source) ?? {}
  return report
}

const agrees = (exchange: Exchange, generation: Generation): void => {
  const said = readIndependently(exchange)
  const content = contentOf(said)
  expect(generation.content, exchange.id).toEqual(content)
  expect(generation.text).toBe(content.map((part) => (part.type === 'text' ? part.text : '')).join(''))
  expect(generation.toolCalls).toEqual(content.filter(({ type }) => type === 'tool-call'))
  expect(generation.rawFinishReason).toBe(said.stopReason)
  expect(generation.stopSequence ?? null).toBe(said.stopSequence ?? null)
  const body = named(said.usage, usageNames)
  if (Object.keys(body).length > 0) expect(reportOf(generation, 'body')).toEqual({ source: 'body', ...body })
  if (said.metrics)
    expect(reportOf(generation, 'metrics')).toEqual({ source: 'metrics', ...named(said.metrics, metricNames) })
}

describe.skipIf(!recorded)('recorded answers of Claude on InvokeModel', () => {
  it(`reads every whole answer as it was said (${whole.filter(good).length})`, async () => {
    for (const exchange of whole.filter(good)) agrees(exchange, await replay.generation(exchange))
    expect(whole.filter(good).length).toBeGreaterThan(300)
  })

  it(`reads every stream as it was said (${streams.filter(good).length})`, async () => {
    for (const exchange of streams.filter(good)) {
      const { parts, failure } = await replay.attempt(exchange)
      expect(failure, exchange.id).toBeUndefined()
      agrees(exchange, last(parts))
    }
    expect(streams.filter(good).length).toBeGreaterThan(100)
  })

  it(`gives a typed error for every refusal (${[...whole, ...streams].filter(bad).length})`, async () => {
    const codes: Record<string, number> = {}
    for (const exchange of [...whole, ...streams].filter(bad)) {
      const failure =
        exchange.operation === 'invoke'
          ? await replay.generation(exchange).then(
              () => undefined,
              (reason: unknown) => reason,
            )
          : (await replay.attempt(exchange)).failure
      if (!BedrockError.is(failure)) throw new Error(`${exchange.id} gave no BedrockError`)
      expect(failure.status).toBe(exchange.response.status)
      expect(failure.code, exchange.id).not.toBe('unknown')
      codes[failure.code] = (codes[failure.code] ?? 0) + 1
    }
    console.info('refusals by code', codes)
  })

  it('opens and closes every block, one at a time', async () => {
    for (const exchange of streams.filter(good)) {
      let open: string | undefined
      for (const part of (await replay.attempt(exchange)).parts) {
        if (part.type.endsWith('-start') && 'id' in part) {
          expect(open).toBeUndefined()
          open = part.id
        }
        if (part.type.endsWith('-delta') && 'id' in part) expect(part.id).toBe(open)
        if (part.type.endsWith('-end')) open = undefined
      }
      expect(open).toBeUndefined()
    }
  })

  const small = streams.filter((exchange) => good(exchange) && bytesOf(exchange).length <= 4096)
  const large = streams.filter((exchange) => good(exchange) && bytesOf(exchange).length > 4096)

  it(`gives the same parts under every two-way cut (${small.length} streams)`, { timeout: 600_000 }, async () => {
    let cuts = 0
    for (const exchange of small) {
      const uncut = JSON.stringify((await replay.attempt(exchange)).parts)
      for (let cut = 1; cut < bytesOf(exchange).length; cut += 1) {
        if (JSON.stringify((await replay.attempt(exchange, [cut])).parts) !== uncut)
          throw new Error(`${exchange.id} differs when cut at ${cut}`)
        cuts += 1
      }
    }
    console.info('two-way cuts', cuts)
  })

  it(`gives the same parts in pieces of any size (${large.length} streams)`, { timeout: 600_000 }, async () => {
    for (const exchange of large) {
      const uncut = JSON.stringify((await replay.attempt(exchange)).parts)
      for (const size of [1, 7, 11, 12, 13, 100, 1460]) {
        const { parts } = await replay.attempt(exchange, cutsOf(size, bytesOf(exchange).length))
        if (JSON.stringify(parts) !== uncut) throw new Error(`${exchange.id} differs in pieces of ${size}`)
      }
    }
  })
})
