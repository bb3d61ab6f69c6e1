import type { JsonObject, ToolCallPart, ToolOutput, ToolResultPart } from '@x/bedrock-core/family'
import { describe, expect, it } from 'vitest'
import { outputsOf, paired } from './results.ts'

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

it('results stand in the order of the calls, each with its own', () => {
  const pairs = paired([call('a'), call('b')], [result('b'), result('a')])
  expect(pairs.map(({ call: asked, result: said }) => [asked.toolCallId, said.toolCallId])).toEqual([
    ['a', 'a'],
    ['b', 'b'],
  ])
})
