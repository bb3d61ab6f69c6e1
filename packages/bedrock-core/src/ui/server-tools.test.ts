import { expect, test } from 'vitest'
import type { ToolOutput } from '../speech/content.ts'
import { createChunker } from './chunks-of-part.ts'

const start = { type: 'start', warnings: [], response: { modelId: 'anthropic.claude-x-v1:0' } } as const

test('a model asked again after a tool’s result goes on with the same message, in a step of its own', () => {
  const chunksOf = createChunker()
  const chunks = [
    start,
    { type: 'tool-call', toolCallId: 't1', toolName: 'weather', input: {} } as const,
    { type: 'tool-result', toolCallId: 't1', toolName: 'weather', output: { type: 'text', value: '21 °C' } } as const,
    start,
    { type: 'text-start', id: '0' } as const,
  ].flatMap(chunksOf)
  expect(chunks.map(({ type }) => type)).toEqual([
    'start',
    'start-step',
    'tool-input-available',
    'tool-output-available',
    'finish-step',
    'start-step',
    'text-start',
  ])
})

test.each<[ToolOutput, object]>([
  [
    { type: 'text', value: 'a' },
    { type: 'tool-output-available', output: 'a' },
  ],
  [
    { type: 'json', value: { a: 1 } },
    { type: 'tool-output-available', output: { a: 1 } },
  ],
  [
    { type: 'content', value: [{ type: 'text', text: 'b' }] },
    { type: 'tool-output-available', output: 'b' },
  ],
  [
    { type: 'error-text', value: 'no' },
    { type: 'tool-output-error', errorText: 'no' },
  ],
  [
    { type: 'error-json', value: { no: 1 } },
    { type: 'tool-output-error', errorText: '{"no":1}' },
  ],
])('a result %j becomes %j', (output, expected) => {
  const part = { type: 'tool-result', toolCallId: 't1', toolName: 'weather', output } as const
  expect(createChunker()(part)).toEqual([{ toolCallId: 't1', ...expected }])
})
