import type { AssistantPart, Prompt, Turn } from '@x/bedrock-core/family'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { promptOf } from '../test/fixtures.ts'
import { callIds, ownNames, wireNames } from './names.ts'

const offering = (...names: string[]): Prompt => promptOf({ tools: names.map((name) => ({ name, inputSchema: {} })) })

const called = (...ids: string[]): Prompt => {
  const content = ids.map(
    (toolCallId): AssistantPart => ({ type: 'tool-call', toolCallId, toolName: 'now', input: {} }),
  )
  return promptOf({ messages: [{ role: 'assistant', content }] })
}

describe('names of tools', () => {
  it.each<[string[], string[]]>([
    [['get_weather'], ['get_weather']],
    [['get-weather'], ['get_weather']],
    [['7wonders'], ['_7wonders']],
    [['Straße'], ['Stra_e']],
    [
      ['get_weather', 'get-weather', 'get.weather'],
      ['get_weather', 'get_weather_', 'get_weather__'],
    ],
    [
      ['get-weather', 'get_weather'],
      ['get_weather_', 'get_weather'],
    ],
  ])('%j are written %j', (names, written) => expect([...wireNames(offering(...names)).values()]).toEqual(written))

  it('are legal, differ, and lead back', () => {
    const name = fc.oneof(fc.string({ minLength: 1, maxLength: 5 }), fc.constantFrom('a', 'a_', 'a-', 'a.', '_a', '1'))
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 6 }), (names) => {
        const prompt = offering(...names)
        const [wire, own] = [wireNames(prompt), ownNames(prompt)]
        expect(new Set(wire.values()).size).toBe(names.length)
        for (const [mine, written] of wire) {
          expect(written).toMatch(/^[a-zA-Z_][a-zA-Z0-9_]*$/)
          expect(own(written)).toBe(mine)
        }
      }),
    )
  })

  it('are found for results of tools that are no longer offered', () => {
    const turn: Turn = {
      role: 'tool',
      content: [{ type: 'tool-result', toolCallId: 'a', toolName: 'old-tool', output: { type: 'text', value: '' } }],
    }
    expect(wireNames(promptOf({ messages: [turn] })).get('old-tool')).toBe('old_tool')
  })

  it('that the prompt does not know stay as they came', () => expect(ownNames(offering('a'))('b')).toBe('b'))
})

describe('ids of calls', () => {
  it.each<[string[], string]>([
    [[], 'call_0'],
    [['toolu_x'], 'call_0'],
    [['call_0', 'call_1'], 'call_2'],
    [['call_7', 'call_2'], 'call_8'],
    [['call_x'], 'call_0'],
  ])('after %j begin with %s', (ids, first) => expect(callIds(called(...ids))(0)).toBe(first))

  it('differ from one another and from what the prompt holds', () => {
    const id = fc.oneof(
      fc.nat(20).map((number) => `call_${number}`),
      fc.string({ maxLength: 6 }),
    )
    fc.assert(
      fc.property(fc.array(id, { maxLength: 5 }), (ids) => {
        const idOf = callIds(called(...ids))
        const made = [0, 1, 2].map(idOf)
        expect(new Set([...ids, ...made]).size).toBe(new Set(ids).size + 3)
        expect([0, 1, 2].map(callIds(called(...ids)))).toEqual(made)
      }),
    )
  })
})
