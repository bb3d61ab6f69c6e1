import { BedrockError, createBedrock, plan, replyOf } from '@x/bedrock-core'
import { bytesOf, cutsOf, isStream, recorded } from '@x/recordings'
import { describe, expect, it } from 'vitest'
import { llama } from './llama.ts'
import { readIndependently } from './test/independent-reading.ts'
import { answered, refused } from './test/recordings.ts'
import { replay } from './test/replay.ts'

const streams = answered.filter(isStream)
const small = streams.filter((exchange) => bytesOf(exchange).length <= 4096)
const large = streams.filter((exchange) => bytesOf(exchange).length > 4096)

describe.skipIf(!recorded)('recorded answers of Llama', () => {
  it(`reads every one as it was said (${answered.length})`, async () => {
    for (const exchange of answered) {
      const generation = await replay.generation(exchange)
      const said = readIndependently(exchange)
      expect(generation.content, exchange.id).toEqual([{ type: 'text', text: said.text }])
      expect(generation.rawFinishReason).toBe(said.stopReason)
      expect(generation.finishReason).toBe(said.stopReason === 'length' ? 'length' : 'stop')
      const counts = (source: string) => generation.usage.reports.find((report) => report.source === source)
      expect(counts('body')).toMatchObject({ ...said.usage })
      if (said.metrics) {
        expect(counts('metrics')).toMatchObject({ ...said.metrics })
        expect(said.metrics).toEqual(said.usage)
      }
    }
    expect(answered.length).toBe(20)
  })

  it(`gives a typed error for every refusal (${refused.length})`, async () => {
    const codes: string[] = []
    for (const exchange of refused) {
      const failure = await replay.generation(exchange).then(
        () => undefined,
        (reason: unknown) => reason,
      )
      if (!BedrockError.is(failure)) throw new Error(`${exchange.id} gave no BedrockError`)
      expect(failure.status).toBe(exchange.response.status)
      codes.push(`${failure.status} ${failure.code}`)
      if (/on-demand throughput/.test(failure.message)) expect(failure.message).toContain('"us."')
    }
    expect(codes.toSorted()).toEqual([
      '400 validation',
      '400 validation',
      '400 validation',
      '400 validation',
      '403 access-denied',
      '403 expired-credentials',
    ])
  })

  it(`says again what was said (${answered.length})`, async () => {
    const bedrock = createBedrock({ region: 'us-east-1', auth: async (request) => request, families: [llama()] })
    for (const exchange of answered) {
      const generation = await replay.generation(exchange)
      for (const via of ['native', 'converse'] as const) {
        const { body, warnings } = plan({
          model: bedrock(exchange.model, { family: 'llama', via }),
          messages: [{ role: 'user', content: 'Before.' }, replyOf(generation)],
          prompt: 'Go on.',
        })
        expect(warnings, exchange.id).toEqual([])
        const sent = body['prompt'] ?? JSON.stringify(body['messages'])
        const text = generation.text.trim()
        expect(sent).toContain(via === 'native' ? text : JSON.stringify(text).slice(1, -1))
      }
    }
  })

  it(`gives the same parts under every two-way cut (${small.length})`, { timeout: 600_000 }, async () => {
    for (const exchange of small) {
      const uncut = JSON.stringify(await replay.parts(exchange))
      for (let cut = 1; cut < bytesOf(exchange).length; cut += 1)
        if (JSON.stringify(await replay.parts(exchange, [cut])) !== uncut)
          throw new Error(`${exchange.id} differs when cut at ${cut}`)
    }
    expect(small.length).toBeGreaterThan(0)
  })

  it(`gives the same parts in pieces of any size (${large.length})`, { timeout: 600_000 }, async () => {
    for (const exchange of large) {
      const uncut = JSON.stringify(await replay.parts(exchange))
      for (const size of [1, 7, 11, 12, 13, 100, 1460])
        if (JSON.stringify(await replay.parts(exchange, cutsOf(size, bytesOf(exchange).length))) !== uncut)
          throw new Error(`${exchange.id} differs in pieces of ${size}`)
    }
    expect(large.length).toBeGreaterThan(0)
  })
})
