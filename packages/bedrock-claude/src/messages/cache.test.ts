import {
  type CacheMark,
  isJsonObject,
  type Json,
  type JsonObject,
  type Prompt,
  type Turn,
} from '@x/bedrock-core/family'
import { checked } from '@x/bedrock-core/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ClaudeOptions } from '../options.ts'
import { promptOf } from '../test/prompt.ts'
import { messages as form } from './format.ts'

const model = 'anthropic.claude-sonnet-4-5-20250929-v1:0'

interface Point {
  readonly path: string
  readonly ttl: string
  readonly type: string
}

/** Every cache point of a body, in the order in which the service reads it. */
const pointsOf = (body: JsonObject): Point[] => {
  const points: Point[] = []
  const visit = (value: Json | undefined, path: string): void => {
    if (Array.isArray(value)) for (const [index, item] of value.entries()) visit(item, `${path}.${index}`)
    if (!isJsonObject(value)) return
    const control = value['cache_control']
    if (isJsonObject(control))
      points.push({ path, ttl: String(control['ttl'] ?? '5m'), type: String(value['type'] ?? 'tool') })
    for (const [key, item] of Object.entries(value)) if (key !== 'cache_control') visit(item, `${path}.${key}`)
  }
  for (const key of ['tools', 'system', 'messages']) visit(body[key], key)
  return points
}

const planned = (prompt: Partial<Prompt<ClaudeOptions>>) => {
  const { body, warnings, cachePoints } = checked(form).encode(promptOf(prompt), model)
  const points = pointsOf(body)
  expect(cachePoints).toEqual(points.map(({ path, ttl }) => ({ path, ttl })))
  return { points, warnings: (warnings ?? []).map(({ code }) => code) }
}

const text = (words: string, cache?: CacheMark) => ({
  type: 'text' as const,
  text: words,
  ...(cache === undefined ? {} : { cache }),
})
const tool = (name: string, cache?: CacheMark) => ({
  name,
  inputSchema: { type: 'object' },
  ...(cache === undefined ? {} : { cache }),
})
const talk: readonly Turn[] = [
  { role: 'user', content: [text('one')] },
  { role: 'assistant', content: [{ type: 'reasoning', text: 'hm', signature: 's' }, text('two')] },
  { role: 'user', content: [text('three'), text('four')] },
]

describe('the cache planner', () => {
  it('places four points where they pay', () => {
    const { points, warnings } = planned({
      tools: [tool('a'), tool('b')],
      system: [text('s')],
      messages: talk,
      promptCache: true,
    })
    expect(points.map(({ path, ttl }) => `${path} ${ttl}`)).toEqual([
      'tools.1 5m',
      'system.0 5m',
      'messages.0.content.0 5m',
      'messages.2.content.1 5m',
    ])
    expect(warnings).toEqual([])
  })

  it('places none that was not asked for', () => {
    expect(planned({ system: [text('s')], messages: talk }).points).toEqual([])
  })

  it('gives its own points the time to live that a later mark needs', () => {
    const { points, warnings } = planned({
      tools: [tool('a')],
      system: [text('s', { ttl: '1h' })],
      messages: talk,
      promptCache: true,
    })
    expect(points.map(({ ttl }) => ttl)).toEqual(['1h', '1h', '5m', '5m'])
    expect(warnings).toEqual([])
  })

  it('lowers a time to live behind a shorter one, and says so', () => {
    const { points, warnings } = planned({ tools: [tool('a', true)], system: [text('s', { ttl: '1h' })] })
    expect(points.map(({ ttl }) => ttl)).toEqual(['5m', '5m'])
    expect(warnings).toEqual(['cache-ttl-lowered'])
  })

  it('leaves out the first marks beyond four, and says so', () => {
    const system = ['1', '2', '3', '4', '5'].map((words) => text(words, true))
    const { points, warnings } = planned({ system })
    expect(points.map(({ path }) => path)).toEqual(['system.1', 'system.2', 'system.3', 'system.4'])
    expect(warnings).toEqual(['cache-point-removed'])
  })

  it('never marks thinking, even as the last of a turn', () => {
    const messages: Turn[] = [
      ...talk.slice(0, 1),
      { role: 'assistant', content: [{ type: 'reasoning', text: '', redacted: 'x' }] },
    ]
    expect(planned({ messages, promptCache: true }).points.map(({ type }) => type)).toEqual(['text'])
  })

  it('does not touch what the caller passed', () => {
    const raw = { type: 'server_tool_use', id: '1' }
    const messages: Turn[] = [{ role: 'user', content: [{ type: 'raw', format: 'messages', value: raw }, text('hi')] }]
    planned({ messages, promptCache: true })
    expect(raw).toEqual({ type: 'server_tool_use', id: '1' })
  })

  const mark = fc.constantFrom<CacheMark | undefined>(undefined, true, { ttl: '5m' }, { ttl: '1h' })
  const part = fc.tuple(fc.constantFrom('a', ' ', ''), mark).map(([words, cache]) => text(words, cache))
  const reasoning = fc.constant({ type: 'reasoning' as const, text: 'hm', signature: 's' })
  const turn: fc.Arbitrary<Turn> = fc.oneof(
    fc.array(part, { maxLength: 3 }).map((content): Turn => ({ role: 'user', content })),
    fc.array(fc.oneof(part, reasoning), { maxLength: 3 }).map((content): Turn => ({ role: 'assistant', content })),
  )

  it('keeps to four points, time to live never growing, never on thinking or blanks', () => {
    fc.assert(
      fc.property(
        fc.array(mark, { maxLength: 4 }),
        fc.array(part, { maxLength: 4 }),
        fc.array(turn, { maxLength: 6 }),
        fc.constantFrom(undefined, true as const, { ttl: '1h' as const }, { ttl: '5m' as const }),
        (marks, system, turns, promptCache) => {
          const messages: Turn[] = [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }, ...turns]
          const tools = marks.map((cache, index) => tool(`t${index}`, cache))
          const { points, warnings } = planned({
            tools,
            system,
            messages,
            ...(promptCache === undefined ? {} : { promptCache }),
          })
          expect(points.length).toBeLessThanOrEqual(4)
          expect(points.map(({ ttl }) => ttl)).toEqual(points.map(({ ttl }) => ttl).sort())
          for (const { type } of points) expect(['tool', 'text']).toContain(type)
          const said = system.filter((part) => part.text.trim() !== '')
          const asked = [...marks, ...said.map(({ cache }) => cache)].filter((cache) => cache !== undefined).length
          if (asked > 4) expect(warnings).toContain('cache-point-removed')
        },
      ),
      { numRuns: 2000 },
    )
  })
})
