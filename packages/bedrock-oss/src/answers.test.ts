import type { Generation } from '@x/bedrock-core'
import { cutsOf, type Exchange, recorded } from '@x/recordings'
import { describe, expect, it } from 'vitest'
import { readIndependently } from './test/independent-reading.ts'
import { answeredBy } from './test/recordings.ts'
import { replay, streamBytesOf } from './test/replay.ts'

const exchanges = answeredBy('invoke', 'invoke-with-response-stream', 'openai-chat')
const streams = exchanges.filter((exchange) => streamBytesOf(exchange) !== undefined)
const sizes = [1, 7, 11, 12, 13, 100, 1460]

const reportOf = ({ usage }: Generation, source: string) => usage.reports.find((report) => report.source === source)

/** OpenAI's counts in our words, worked out from the recording alone. */
const bodyReport = (wire: Readonly<Record<string, unknown>>) => {
  const { prompt_tokens: prompt, completion_tokens: completion, prompt_tokens_details: details } = wire
  const cached = typeof details === 'object' && details !== null && 'cached_tokens' in details && details.cached_tokens
  return {
    source: 'body',
    inputTokens: Number(prompt) - Number(cached || 0),
    outputTokens: completion,
    ...(typeof cached === 'number' ? { cacheReadTokens: cached } : {}),
  }
}

const agrees = (exchange: Exchange, generation: Generation): void => {
  const said = readIndependently(exchange)
  const { id } = exchange
  expect(generation.reasoning, id).toBe(said.reasoning)
  expect(generation.text, id).toBe(said.text)
  expect(generation.toolCalls, id).toEqual(
    said.calls.map((call) => ({ type: 'tool-call', toolCallId: call.id, toolName: call.name, input: call.input })),
  )
  expect(generation.rawFinishReason, id).toBe(said.finish)
  expect(JSON.stringify(generation.content)).not.toContain('reasoning>')
  if (said.usage) expect(reportOf(generation, 'body'), id).toEqual(bodyReport(said.usage))
  else expect(reportOf(generation, 'body'), id).toBeUndefined()
  if (said.metrics)
    expect(reportOf(generation, 'metrics'), id).toMatchObject({
      inputTokens: said.metrics['inputTokenCount'],
      outputTokens: said.metrics['outputTokenCount'],
    })
}

describe.skipIf(!recorded)('recorded answers of gpt-oss', () => {
  it(`are read as they were said, on InvokeModel and in its OpenAI twin (${exchanges.length})`, async () => {
    for (const exchange of exchanges) agrees(exchange, await replay.generation(exchange))
    expect(answeredBy('invoke')).toHaveLength(9)
    expect(answeredBy('invoke-with-response-stream')).toHaveLength(3)
    expect(answeredBy('openai-chat')).toHaveLength(11)
  })

  it('keep the text of a last chunk that also finishes and measures', async () => {
    const [last] = streams.filter(({ id }) => id === 'req-llm-2d86a0dbaf')
    if (last === undefined) throw new Error('the recording is gone')
    const generation = await replay.generation(last)
    expect(generation.reasoning.endsWith('"Hello, starlit wanderer')).toBe(true)
    expect(generation.finishReason).toBe('length')
    expect(generation.usage).toMatchObject({ inputTokens: 90, outputTokens: 100 })
  })

  it(`are the same under any cut of the bytes (${streams.length} streams)`, { timeout: 300_000 }, async () => {
    let cuts = 0
    for (const exchange of streams) {
      const whole = JSON.stringify(await replay.parts(exchange))
      const length = streamBytesOf(exchange)?.length ?? 0
      const small = length <= 4096
      const twoWay = Array.from({ length: length - 1 }, (_, at) => [at + 1])
      for (const ends of small ? twoWay : sizes.map((size) => cutsOf(size, length))) {
        if (JSON.stringify(await replay.parts(exchange, ends)) !== whole)
          throw new Error(`${exchange.id} differs when cut at ${ends}`)
        cuts += 1
      }
    }
    expect(cuts).toBeGreaterThanOrEqual(streams.length * sizes.length)
  })
})
