import { expect, test } from 'vitest'
import { createChunker } from './create-chunker.ts'
import { MessageDraft } from './message-draft.ts'
import { answerParts, everything, richDeltas } from './test/answers.ts'

const draft = (): MessageDraft => new MessageDraft({ id: 'a', role: 'assistant', parts: [] })

test('a snapshot never changes, and is the same object until something does', () => {
  const message = draft()
  message.apply({ type: 'text-start', id: '0' })
  message.apply({ type: 'text-delta', id: '0', delta: 'one' })
  const first = message.snapshot()
  expect(message.snapshot()).toBe(first)
  message.apply({ type: 'text-delta', id: '0', delta: ' two' })
  expect(first.parts).toEqual([{ type: 'text', text: 'one', state: 'streaming' }])
  expect(message.snapshot().parts).toEqual([{ type: 'text', text: 'one two', state: 'streaming' }])
})

test('parts that did not change are the same objects', () => {
  const message = draft()
  message.apply({ type: 'text-start', id: '0' })
  message.apply({ type: 'text-delta', id: '0', delta: 'one' })
  message.apply({ type: 'text-end', id: '0' })
  message.apply({ type: 'text-start', id: '1' })
  const [before] = message.snapshot().parts
  message.apply({ type: 'text-delta', id: '1', delta: 'two' })
  expect(message.snapshot().parts[0]).toBe(before)
})

test('looking after every event and looking once give the same message', () => {
  const chunks = answerParts(richDeltas).flatMap(createChunker({ ...everything, now: () => 0 }))
  const [often, once] = [draft(), draft()]
  for (const chunk of chunks) {
    often.apply(chunk)
    often.snapshot()
    once.apply(chunk)
  }
  expect(often.snapshot()).toEqual(once.snapshot())
})

test('a tool’s input grows as text, then stands as JSON, then has its output', () => {
  const message = draft()
  const call = { toolCallId: 't', toolName: 'weather' } as const
  message.apply({ type: 'tool-input-start', ...call })
  message.apply({ type: 'tool-input-delta', toolCallId: 't', inputTextDelta: '{"a":' })
  const part = { type: 'tool-weather', toolCallId: 't' }
  expect(message.snapshot().parts).toEqual([{ ...part, state: 'input-streaming', inputText: '{"a":' }])
  message.apply({ type: 'tool-input-available', ...call, input: { a: 1 } })
  expect(message.snapshot().parts).toEqual([{ ...part, state: 'input-available', input: { a: 1 } }])
  message.apply({ type: 'tool-output-available', toolCallId: 't', output: 'sun' })
  expect(message.snapshot().parts).toEqual([
    { ...part, state: 'output-available', input: { a: 1 }, output: 'sun', preliminary: false },
  ])
})

test('data with the same type and id replaces the earlier; transient data is not kept', () => {
  const message = draft()
  message.apply({ type: 'data-x', id: '1', data: 1 })
  message.apply({ type: 'data-y', id: '1', data: 2 })
  message.apply({ type: 'data-x', id: '1', data: 3 })
  message.apply({ type: 'data-x', id: '1', data: 4, transient: true })
  expect(message.snapshot().parts).toEqual([
    { type: 'data-x', id: '1', data: 3 },
    { type: 'data-y', id: '1', data: 2 },
  ])
})

test('a step that is begun again leaves nothing of its first try', () => {
  const message = draft()
  message.apply({ type: 'start-step' })
  message.apply({ type: 'text-start', id: '0' })
  message.apply({ type: 'text-delta', id: '0', delta: 'wrong' })
  message.apply({ type: 'reset-step' })
  message.apply({ type: 'text-start', id: '0' })
  message.apply({ type: 'text-delta', id: '0', delta: 'right' })
  expect(message.snapshot().parts).toEqual([
    { type: 'step-start' },
    { type: 'text', text: 'right', state: 'streaming' },
  ])
})

test.each([
  { type: 'text-delta', id: '0', delta: 'x' },
  { type: 'reasoning-end', id: '0' },
  { type: 'tool-input-delta', toolCallId: 't', inputTextDelta: '{' },
  { type: 'tool-output-available', toolCallId: 't', output: 1 },
] as const)('$type of nothing that was begun is malformed', (chunk) => {
  expect(() => draft().apply(chunk)).toThrowError(expect.objectContaining({ code: 'malformed' }))
})

test('metadata is joined deeply, and no name in it reaches a prototype', () => {
  const message = draft()
  message.apply({ type: 'start', messageMetadata: { usage: { inputTokens: 1 }, list: [1] } })
  message.apply({
    type: 'finish',
    messageMetadata: JSON.parse('{"usage":{"outputTokens":2},"list":[2],"__proto__":{"x":1}}'),
  })
  const { metadata } = message.snapshot()
  expect(JSON.stringify(metadata)).toBe('{"usage":{"inputTokens":1,"outputTokens":2},"list":[2],"__proto__":{"x":1}}')
  expect('x' in {}).toBe(false)
})

test('a message that is gone on with keeps its parts; a call of an earlier step gets its output, one with its id is another', () => {
  const before = draft()
  const call = { type: 'tool-input-available', toolCallId: 'c', toolName: 'a', input: 1 } as const
  before.apply({ type: 'start-step' })
  before.apply(call)
  const message = new MessageDraft(before.snapshot())
  message.apply({ type: 'tool-output-available', toolCallId: 'c', output: 2 })
  message.apply({ type: 'start-step' })
  message.apply({ ...call, input: 3 })
  expect(message.snapshot().parts).toMatchObject([
    { type: 'step-start' },
    { state: 'output-available', input: 1, output: 2 },
    { type: 'step-start' },
    { state: 'input-available', input: 3 },
  ])
  expect(before.snapshot().parts).toHaveLength(2)
})
