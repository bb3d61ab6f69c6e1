import { describe, expect, it } from 'vitest'
import aliases from './data/aliases.json' with { type: 'json' }
import models from './data/models.json' with { type: 'json' }
import prices from './data/prices.json' with { type: 'json' }
import profiles from './data/profiles.json' with { type: 'json' }
import { modelInfo, modelsOf, resolveModel, sources } from './index.ts'
import { capabilityNames, type ModelRow, type PriceRow, type ProfileRow, type Rates, type Table } from './row.ts'

const modelRows: Table<ModelRow> = models as Table<ModelRow>
const priceRows: Table<readonly PriceRow[]> = prices as Table<readonly PriceRow[]>
const profileRows: Table<ProfileRow> = profiles as Table<ProfileRow>

const ratesIn = (rates: Rates): readonly number[] =>
  [rates.input, rates.output, rates.cacheRead, ...Object.values(rates.cacheWrite ?? {})].filter(
    (rate) => rate !== undefined,
  )

describe('the tables', () => {
  it('have only ids that Bedrock may have', () => {
    for (const id of Object.keys(modelRows)) {
      expect(id).toMatch(/^[a-z0-9]+\.[a-z0-9.-]+(:\d+)?$/)
      expect(resolveModel(id)).toEqual({ id, bareId: id, known: true })
    }
    expect(Object.keys(modelRows).length).toBeGreaterThan(100)
  })

  it('say of every entry where it came from and when', () => {
    const entries = [...Object.values(modelRows), ...Object.values(profileRows), ...Object.values(priceRows).flat()]
    for (const { from } of entries) {
      expect(from.length).toBeGreaterThan(0)
      for (const name of from) expect(sources[name].date).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    }
  })

  it('have limits that can be, and capabilities that do not contradict themselves', () => {
    for (const { context = 1, output = 1, can = [], cannot = [] } of Object.values(modelRows)) {
      expect(context).toBeGreaterThan(0)
      expect(output).toBeGreaterThan(0)
      expect(can.filter((name) => cannot.includes(name))).toEqual([])
      expect([...can, ...cannot].filter((name) => !capabilityNames.includes(name))).toEqual([])
    }
  })

  it('have profiles and prices of known models alone', () => {
    for (const id of [...Object.keys(profileRows), ...Object.keys(priceRows)]) expect(modelRows).toHaveProperty([id])
    for (const id of Object.values(aliases)) expect(modelRows).toHaveProperty([id])
    for (const alias of Object.keys(aliases)) expect(modelRows).not.toHaveProperty([alias])
  })

  it('have one price for each way of calling, and it is not negative', () => {
    for (const [id, rows] of Object.entries(priceRows)) {
      const held = rows.flatMap((row) => row.in)
      expect(new Set(held).size).toBe(held.length)
      const known = ['region', ...(profileRows[id]?.in ?? [])]
      expect(held.filter((geography) => !known.includes(geography))).toEqual([])
      for (const row of rows)
        for (const rates of row.above ? [row, row.above] : [row]) {
          expect(Math.min(...ratesIn(rates))).toBeGreaterThanOrEqual(0)
          expect(rates.cacheRead ?? 0).toBeLessThanOrEqual(rates.input)
        }
    }
  })

  it('never make a geography cheaper than the global endpoint', () => {
    for (const rows of Object.values(priceRows)) {
      const global = rows.find((row) => row.in.includes('global'))
      if (global) for (const row of rows) expect(row.input).toBeGreaterThanOrEqual(global.input)
    }
  })
})

describe('modelInfo', () => {
  it('knows limits, capabilities and sources', () => {
    expect(modelInfo('us.anthropic.claude-sonnet-4-5-20250929-v1:0')).toMatchObject({
      id: 'anthropic.claude-sonnet-4-5-20250929-v1:0',
      family: 'claude',
      kind: 'chat',
      contextTokens: 200_000,
      outputTokens: 64_000,
      onDemand: false,
      capabilities: { tools: true, reasoning: true, cache: true },
    })
    expect(modelInfo('cohere.embed-v4:0')).toMatchObject({ kind: 'embedding', family: 'cohere' })
    expect(modelInfo('cohere.rerank-v3-5:0')?.kind).toBe('reranking')
    expect(modelInfo('us.meta.llama3-2-3b-instruct-v1:0')?.capabilities).toMatchObject({ tools: false, images: false })
    expect(modelInfo('someone.new-model-v1:0')).toBeUndefined()
  })

  it('lists models by family and by vendor', () => {
    const families = new Set(modelsOf().map((model) => model.family))
    expect([...families]).toEqual(expect.arrayContaining(['claude', 'cohere', 'llama', 'oss', 'amazon', 'mistral']))
    for (const family of families) expect(modelsOf(family).every((model) => model.family === family)).toBe(true)
    expect(modelsOf('oss').map(({ id }) => id)).toContain('openai.gpt-oss-120b-1:0')
    expect(modelsOf('nobody')).toEqual([])
  })
})
