import type { Generation } from '@x/bedrock-core'
import { describe, expect, it } from 'vitest'
import { readIndependently } from './test/independent-reading.ts'
import { answeredBy, type Exchange, recorded } from './test/recordings.ts'
import { isStream, replay, replayStream, streamBytesOf } from './test/replay.ts'

const exchanges = answeredBy('invoke', 'invoke-with-response-stream', 'openai-chat')
const streams = exchanges.filter(isStream)
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
    for (const exchange of exchanges) agrees(exchange, await replay(exchange))
    expect(answeredBy('invoke')).toHaveLength(9)
    expect(answeredBy('invoke-with-response-stream')).toHaveLength(3)
    expect(answeredBy('openai-chat')).toHaveLength(11)
  })

  it('keep the text of a last chunk that also finishes and measures', async () => {
    const [last] = streams.filter(({ id }) => id === 'req-llm-2d86a0dbaf')
    if (last === undefined) throw new Error('the recording is gone')
    const generation = await replay(last)
    expect(generation.reasoning.endsWith('"Hello, starlit wanderer')).toBe(true)
    expect(generation.finishReason).toBe('length')
    expect(generation.usage).toMatchObject({ inputTokens: 90, outputTokens: 100 })
  })

  it(`are the same under any cut of the bytes (${streams.length} streams)`, { timeout: 300_000 }, async () => {
    let cuts = 0
    for (const exchange of streams) {
      const whole = JSON.stringify(await replayStream(exchange))
      const { length } = streamBytesOf(exchange)
      const small = length <= 4096
      for (const size of small ? [length] : sizes)
        for (let first = small ? 1 : size; first <= (small ? length - 1 : size); first += 1) {
          if (JSON.stringify(await replayStream(exchange, size, first)) !== whole)
            throw new Error(`${exchange.id} differs in pieces of ${size} after ${first}`)
          cuts += 1
        }
    }
    expect(cuts).toBeGreaterThanOrEqual(streams.length * sizes.length)
  })
})
