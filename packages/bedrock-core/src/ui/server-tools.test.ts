import { expect, test } from 'vitest'
import type { AnswerPart } from './answer-part.ts'
import { createChunker } from './create-chunker.ts'
import { unsealed } from './request/unsealed.ts'

const start = { type: 'start', warnings: [], response: { modelId: 'vendor.model-v1:0' } } as const

test('a model asked again after a tool’s result goes on with the same message, in a step of its own', () => {
  const chunksOf = createChunker({ seal: unsealed })
  const chunks = [
    start,
    { type: 'tool-call', toolCallId: 't1', toolName: 'weather', input: {} } as const,
    { type: 'tool-result', toolCallId: 't1', toolName: 'weather', input: {}, output: '21 °C' } as const,
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

const called = { toolCallId: 't1', toolName: 'weather', input: {} }

test.each<[AnswerPart, object]>([
  [
    { type: 'tool-result', ...called, output: 'a' },
    { type: 'tool-output-available', output: 'a' },
  ],
  [
    { type: 'tool-result', ...called, output: { a: 1 }, preliminary: true },
    { type: 'tool-output-available', output: { a: 1 }, preliminary: true },
  ],
  [
    { type: 'tool-result', ...called, output: undefined },
    { type: 'tool-output-available', output: null },
  ],
  [
    { type: 'tool-error', ...called, error: new Error('secret'), errorText: 'no' },
    { type: 'tool-output-error', errorText: 'no' },
  ],
  [
    { type: 'tool-approval-request', ...called, approvalId: 'a1' },
    { type: 'tool-approval-request', approvalId: 'a1' },
  ],
  [{ type: 'tool-output-denied', toolCallId: 't1', toolName: 'weather' }, { type: 'tool-output-denied' }],
])('%j becomes %j', (part, expected) => {
  expect(createChunker({ seal: unsealed })(part)).toEqual([{ toolCallId: 't1', ...expected }])
})
