import { fc, test } from '@fast-check/vitest'
import { calcPrice } from '@pydantic/genai-prices'
import type { UsageCounts } from '@x/bedrock-core'
import { describe, expect, it } from 'vitest'
import prices from './data/prices.json' with { type: 'json' }
import { cost, pricesOf, sources } from './index.ts'
import type { PriceRow, Table } from './row.ts'

const rows = prices as Table<readonly PriceRow[]>
const sonnet = 'anthropic.claude-sonnet-4-5-20250929-v1:0'

describe('cost, by hand from the published lists', () => {
  const usage: UsageCounts = {
    inputTokens: 1_000_000,
    outputTokens: 100_000,
    cacheReadTokens: 2_000_000,
    cacheWriteTokens: 300_000,
    cacheWriteTokensByTtl: { '5m': 200_000, '1h': 100_000 },
  }

  it('of Claude on the global endpoint: 3, 15, 0.30, 3.75 and 6 dollars a million', () => {
    const { cost: spent } = cost(usage, `global.${sonnet}`)
    expect(spent).toMatchObject({
      currency: 'USD',
      input: 3,
      output: 1.5,
      cacheRead: 0.6,
      geographyMultiplier: 1,
      priceDate: '2026-09-23',
    })
    expect(spent?.cacheWriteByTtl['5m']).toBeCloseTo(0.75, 10)
    expect(spent?.cacheWriteByTtl['1h']).toBeCloseTo(0.6, 10)
    expect(spent?.cacheWrite).toBeCloseTo(1.35, 10)
    expect(spent?.total).toBeCloseTo(6.45, 10)
  })

  it('of Claude in one geography: a tenth more', () => {
    const { cost: spent } = cost(usage, `us.${sonnet}`)
    expect(spent?.geographyMultiplier).toBe(1.1)
    expect(spent?.total).toBeCloseTo(6.45 * 1.1, 10)
  })

  it('of what is written to a cache for no stated time: as for five minutes', () => {
    const { cost: spent } = cost({ inputTokens: 0, outputTokens: 0, cacheWriteTokens: 1_000_000 }, `global.${sonnet}`)
    expect(spent?.cacheWriteByTtl).toEqual({ '5m': 3.75 })
  })

  it('of Nova, whose writes cost what input costs', () => {
    const { cost: spent } = cost(
      { inputTokens: 0, outputTokens: 0, cacheWriteTokens: 1_000_000 },
      'amazon.nova-lite-v1:0',
    )
    expect(spent?.total).toBeCloseTo(0.06, 10)
  })

  it('of Command R, from the units that are billed', () => {
    const billed = { inputTokens: 1_000_000, outputTokens: 1_000_000 }
    expect(cost({ inputTokens: 9, outputTokens: 9, billed }, 'cohere.command-r-v1:0').cost?.total).toBeCloseTo(2, 10)
  })

  it('of a long prompt, all of it by the dearer rate', () => {
    const long = cost({ inputTokens: 272_000, outputTokens: 1_000_000 }, 'global.openai.gpt-5.6-sol')
    expect(long.cost?.total).toBeCloseTo(0.272 * 8 + 30, 10)
    const short = cost({ inputTokens: 271_000, outputTokens: 1_000_000 }, 'global.openai.gpt-5.6-sol')
    expect(short.cost?.total).toBeCloseTo(0.271 * 4 + 20, 10)
  })

  it('of an embedding, which has no output', () => {
    expect(cost({ inputTokens: 1_000_000 }, 'amazon.titan-embed-text-v1').cost?.total).toBeCloseTo(0.1, 10)
  })
})

describe('cost says why it has none', () => {
  const usage: UsageCounts = { inputTokens: 1, outputTokens: 1 }
  it.each<[string, UsageCounts, string, Parameters<typeof cost>[2], RegExp]>([
    ['an unknown model', usage, 'someone.new-model-v1:0', {}, /not in the table/],
    ['an ARN that hides its model', usage, 'arn:aws:bedrock:us-east-1:123456789012:prompt/ABC', {}, /not in the table/],
    ['provisioned throughput', usage, 'anthropic.claude-v2:1:18k', {}, /by the hour/],
    ['a tier', usage, sonnet, { serviceTier: 'priority' }, /"priority"/],
    ['a latency', usage, sonnet, { performance: 'optimized' }, /"optimized"/],
    ['a geography without a price', usage, `mars.${sonnet}`, {}, /under "mars"/],
    ['a model without a price', { inputTokens: 1 }, 'cohere.embed-english-v3', {}, /called in the region/],
    ['no counts', {}, sonnet, {}, /does not say/],
    ['a cache that has no price', { ...usage, cacheReadTokens: 5 }, 'openai.gpt-oss-20b-1:0', {}, /reads from a cache/],
    [
      'a time to live that has no price',
      { ...usage, cacheWriteTokens: 5, cacheWriteTokensByTtl: { '1h': 5 } },
      'anthropic.claude-3-7-sonnet-20250219-v1:0',
      {},
      /for 1h/,
    ],
  ])('%s', (_name, counts, model, options, reason) => {
    const result = cost(counts, model, options)
    expect(result.cost).toBeUndefined()
    expect(result.reason).toMatch(reason)
  })

  it('counts standard tier and latency as such', () => {
    expect(cost(usage, sonnet, { serviceTier: 'default', performance: 'standard' }).cost).toBeDefined()
  })
})

describe('genai-prices computes the same', () => {
  const called = Object.entries(rows).flatMap(([id, ways]) =>
    ways
      .filter((row) => row.from.includes('genai-prices'))
      .flatMap((row) => row.in.map((geography) => (geography === 'region' ? id : `${geography}.${id}`))),
  )
  const timestamp = new Date(sources['genai-prices'].date)
  const count = fc.integer({ min: 0, max: 400_000 })

  it('for most of the table', () => expect(called.length).toBeGreaterThan(100))

  test.prop([fc.constantFrom(...called), count, count, count, count], { numRuns: 2000 })(
    'whatever was consumed',
    (id, inputTokens, answered, read, written) => {
      const [price] = pricesOf(id)
      const outputTokens = price?.output === undefined ? 0 : answered
      const caches = price?.cacheRead !== undefined
      const [cacheReadTokens, cacheWriteTokens] = caches ? [read, written] : [0, 0]
      // It counts what went through a cache as input too.
      const theirs = calcPrice(
        {
          input_tokens: inputTokens + cacheReadTokens + cacheWriteTokens,
          output_tokens: outputTokens,
          cache_read_tokens: cacheReadTokens,
          cache_write_tokens: cacheWriteTokens,
        },
        id,
        { providerId: 'aws', timestamp },
      )
      const ours = cost({ inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens }, id)
      if (ours.cost === undefined || theirs === null) throw new Error(`${id}: ${ours.reason}`)
      expect(ours.cost.total).toBeCloseTo(theirs.total_price, 9)
    },
  )
})
