import type { JsonObject, ToolCallPart, ToolOutput, ToolResultPart } from '@x/bedrock-core/family'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { outputsOf, paired, parametersOf } from './results.ts'

const call = (toolCallId: string): ToolCallPart => ({ type: 'tool-call', toolCallId, toolName: 'now', input: {} })
const result = (toolCallId: string): ToolResultPart => ({
  type: 'tool-result',
  toolCallId,
  toolName: 'now',
  output: { type: 'text', value: '' },
})

describe('a result as objects', () => {
  it.each<[ToolOutput, JsonObject[]]>([
    [{ type: 'text', value: 'mild' }, [{ text: 'mild' }]],
    [{ type: 'text', value: ' ' }, [{ text: '(empty)' }]],
    [{ type: 'error-text', value: 'no city' }, [{ error: 'no city' }]],
    [{ type: 'error-json', value: { code: 4 } }, [{ error: '{"code":4}' }]],
    [{ type: 'json', value: { degrees: 21 } }, [{ degrees: 21 }]],
    [{ type: 'json', value: [{ a: 1 }, { b: 2 }] }, [{ a: 1 }, { b: 2 }]],
    [{ type: 'json', value: [{ a: 1 }, 2] }, [{ text: '[{"a":1},2]' }]],
    [{ type: 'json', value: [] }, [{ text: '[]' }]],
    [{ type: 'json', value: null }, [{ text: 'null' }]],
    [{ type: 'content', value: [] }, [{ text: '(empty)' }]],
    [
      {
        type: 'content',
        value: [
          { type: 'text', text: 'a' },
          { type: 'text', text: 'b' },
        ],
      },
      [{ text: 'a\n\nb' }],
    ],
  ])('%j', (output, expected) => expect(outputsOf(output)).toEqual(expected))

  it('refuses a file', () => {
    const output: ToolOutput = { type: 'content', value: [{ type: 'file', mediaType: 'image/png', data: 'iVBO' }] }
    expect(() => outputsOf(output)).toThrow(expect.objectContaining({ code: 'unsupported' }))
  })
})

it('arguments that are no object go as one', () => {
  expect(parametersOf({ ...call('a'), input: { city: 'Nice' } })).toEqual({ city: 'Nice' })
  expect(parametersOf({ ...call('a'), input: '{"city":"Ni', invalid: true })).toEqual({ input: '{"city":"Ni' })
})

describe('calls and results', () => {
  it('stand in the order of the calls, and what answers no call comes last', () => {
    expect(
      paired([call('a'), call('b'), call('c')], [result('x'), result('c'), result('a')]).map(
        ({ call: asked, result: said }) => [asked?.toolCallId, said.toolCallId],
      ),
    ).toEqual([
      ['a', 'a'],
      ['c', 'c'],
      [undefined, 'x'],
    ])
  })

  it('are paired by id, and no result is lost or said twice', () => {
    const ids = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 5 })
    fc.assert(
      fc.property(ids, ids, (asked, said) => {
        const results = said.map(result)
        const pairs = paired(asked.map(call), results)
        expect(new Set(pairs.map((pair) => pair.result))).toEqual(new Set(results))
        expect(pairs.length).toBe(results.length)
        for (const pair of pairs) expect(pair.call?.toolCallId ?? pair.result.toolCallId).toBe(pair.result.toolCallId)
      }),
    )
  })
})
