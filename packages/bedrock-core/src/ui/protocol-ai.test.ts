import { fc, test } from '@fast-check/vitest'
import { readUIMessageStream, type UIMessage as TheirMessage, type UIMessageChunk } from 'ai'
import { expect } from 'vitest'
import type { JsonObject } from '../speech/json.ts'
import { readChunk } from './check-chunk.ts'
import type { UIChunk } from './chunk.ts'
import { MessageDraft } from './message-draft.ts'
import { collect } from './test/answers.ts'

/** Every type of event that `ai` knows, at least once. A type that is missing here does not compile. */
const stories = {
  start: [{ type: 'start', messageId: 'm', messageMetadata: { a: { b: 1 } } }],
  'start-step': [{ type: 'start-step' }],
  'finish-step': [{ type: 'start-step' }, { type: 'finish-step' }],
  'reset-step': [{ type: 'start-step' }, { type: 'custom', kind: 'a.b' }, { type: 'reset-step' }],
  'text-start': [{ type: 'text-start', id: 't', providerMetadata: { x: { y: 1 } } }],
  'text-delta': [
    { type: 'text-start', id: 't' },
    { type: 'text-delta', id: 't', delta: 'a', providerMetadata: { x: { z: 2 } } },
    { type: 'text-delta', id: 't', delta: 'b' },
  ],
  'text-end': [
    { type: 'text-start', id: 't', providerMetadata: { x: { y: 1 } } },
    { type: 'text-end', id: 't', citations: [] },
  ],
  'reasoning-start': [{ type: 'reasoning-start', id: 'r' }],
  'reasoning-delta': [
    { type: 'reasoning-start', id: 'r' },
    { type: 'reasoning-delta', id: 'r', delta: 'hm', providerMetadata: { x: { y: 1 } } },
  ],
  'reasoning-end': [
    { type: 'reasoning-start', id: 'r' },
    { type: 'reasoning-end', id: 'r', providerMetadata: { x: { signature: 's' } } },
  ],
  'reasoning-file': [{ type: 'reasoning-file', url: 'data:,x', mediaType: 'text/plain' }],
  custom: [{ type: 'custom', kind: 'a.b', providerMetadata: { x: { y: 1 } } }],
  'steering-message': [{ type: 'steering-message', id: 's', parts: [{ type: 'text', text: 'Faster' }] }],
  'source-url': [{ type: 'source-url', sourceId: 's', url: 'https://a.example', title: 't' }],
  'source-document': [
    {
      type: 'source-document',
      sourceId: 's',
      mediaType: 'text/plain',
      title: 't',
      filename: 'f',
      providerMetadata: {},
    },
  ],
  file: [{ type: 'file', url: 'data:,x', mediaType: 'text/plain', providerMetadata: { x: {} } }],
  'tool-input-start': [
    { type: 'tool-input-start', toolCallId: 'c', toolName: 'a', title: 'A', toolMetadata: { a: 1 } },
    { type: 'tool-input-start', toolCallId: 'd', toolName: 'b', dynamic: true, inputEncoding: 'text' },
  ],
  'tool-input-delta': [
    { type: 'tool-input-start', toolCallId: 'c', toolName: 'a', providerMetadata: { x: {} }, title: 'A' },
    { type: 'tool-input-delta', toolCallId: 'c', inputTextDelta: '{"a":' },
    { type: 'tool-input-available', toolCallId: 'c', toolName: 'a', input: { a: 1 } },
  ],
  'tool-input-available': [
    { type: 'tool-input-available', toolCallId: 'c', toolName: 'a', input: 1, providerMetadata: { x: { y: 1 } } },
    {
      type: 'tool-input-available',
      toolCallId: 'd',
      toolName: 'b',
      input: null,
      dynamic: true,
      providerExecuted: true,
    },
  ],
  'tool-input-error': [{ type: 'tool-input-error', toolCallId: 'c', toolName: 'a', input: '{', errorText: 'no' }],
  'tool-approval-request': [
    { type: 'tool-input-available', toolCallId: 'c', toolName: 'a', input: {} },
    {
      type: 'tool-approval-request',
      toolCallId: 'c',
      approvalId: 'p',
      reason: 'It deletes.',
      approvalDescriptor: { a: 1 },
      inputSchemaInput: 2,
      isAutomatic: true,
      signature: 's',
    },
  ],
  'tool-approval-response': [
    { type: 'tool-input-available', toolCallId: 'c', toolName: 'a', input: {} },
    { type: 'tool-approval-request', toolCallId: 'c', approvalId: 'p', signature: 's' },
    {
      type: 'tool-approval-response',
      approvalId: 'p',
      approved: false,
      reason: 'No.',
      providerExecuted: true,
      providerMetadata: { x: { y: 1 } },
    },
  ],
  'tool-output-available': [
    { type: 'tool-input-available', toolCallId: 'c', toolName: 'a', input: {}, title: 'A' },
    { type: 'tool-output-available', toolCallId: 'c', output: 1, preliminary: true },
    { type: 'tool-output-available', toolCallId: 'c', output: 2, providerMetadata: { x: { y: 1 } } },
  ],
  'tool-output-error': [
    { type: 'tool-input-available', toolCallId: 'c', toolName: 'a', input: {}, dynamic: true },
    { type: 'tool-output-error', toolCallId: 'c', errorText: 'no', toolMetadata: { b: 1 } },
  ],
  'tool-output-denied': [
    { type: 'tool-input-available', toolCallId: 'c', toolName: 'a', input: {} },
    { type: 'tool-output-denied', toolCallId: 'c' },
  ],
  'message-metadata': [
    { type: 'start', messageMetadata: { a: { b: 1 }, c: [1] } },
    { type: 'message-metadata', messageMetadata: { a: { d: 2 }, c: [2] } },
  ],
  finish: [{ type: 'finish', finishReason: 'stop', messageMetadata: { a: 1 } }],
  abort: [{ type: 'abort', reason: 'user' }],
  error: [{ type: 'error', errorText: 'no' }],
} satisfies Readonly<Record<Exclude<UIMessageChunk['type'], `data-${string}`>, readonly UIMessageChunk[]>>

const opening: readonly UIMessageChunk[] = [{ type: 'start', messageId: 'm' }, { type: 'start-step' }]
/** Without it their reader has nothing to give for stories that leave no part. */
const closing: readonly UIMessageChunk[] = [{ type: 'data-end', data: 1 }]

const theirs = async (chunks: readonly UIMessageChunk[]): Promise<TheirMessage | undefined> => {
  const stream = new ReadableStream<UIMessageChunk>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk)
      controller.close()
    },
  })
  return (await collect(readUIMessageStream({ stream }))).at(-1)
}

const ours = (chunks: readonly UIMessageChunk[]) => {
  const draft = new MessageDraft({ id: '', role: 'assistant', parts: [] })
  for (const chunk of chunks) {
    const read = readChunk(JSON.stringify(chunk))
    if (read === undefined) throw new Error(`${chunk.type} is not known`)
    draft.apply(read)
  }
  return draft.snapshot()
}

/** Without what one side keeps for itself: ids of reasoning, the growing input, `false` and old names. */
const plain = (parts: readonly object[]): unknown =>
  parts.map((part) => {
    const { rawInput, inputText: _text, preliminary, ...rest }: JsonObject = JSON.parse(JSON.stringify(part))
    const { id: _id, ...said } = rest
    return {
      ...(rest['type'] === 'reasoning' ? said : rest),
      ...(preliminary === true ? { preliminary } : {}),
      ...(rawInput === undefined || 'input' in rest ? {} : { input: rawInput }),
    }
  })

const same = async (story: readonly UIMessageChunk[]): Promise<void> => {
  const chunks = [...opening, ...story.filter(({ type }) => type !== 'error'), ...closing]
  const [message, own] = [await theirs(chunks), ours(chunks)]
  expect(plain(own.parts)).toEqual(plain(message?.parts ?? []))
  expect(own.metadata).toEqual(message?.metadata)
  expect(own.id).toBe(message?.id)
}

test.each(Object.entries(stories))('%s is the same to both readers', (_type, story) => same(story))

/** An approval's id is its own, unlike a call's, which a model may use again in another step. */
const askedAs =
  (approvalId: string) =>
  (chunk: UIMessageChunk): UIMessageChunk =>
    'approvalId' in chunk ? { ...chunk, approvalId } : chunk

test.prop([fc.array(fc.constantFrom(...Object.values<readonly UIMessageChunk[]>(stories)), { maxLength: 8 })])(
  'stories in any order, each in its own step, are the same message to both readers',
  (some) => same(some.flatMap((story, index) => [{ type: 'start-step' } as const, ...story.map(askedAs(`p${index}`))])),
)

test('what their types allow, ours allow', () => {
  const all: readonly UIChunk[] = Object.values(stories).flat()
  for (const chunk of all) expect(readChunk(JSON.stringify(chunk))).toEqual(chunk)
})

test.each([
  ['{"type":"tool-approval-response","approvalId":"p"}'],
  ['{"type":"steering-message","id":"s","parts":{}}'],
  ['{"type":"custom"}'],
  ['{"type":"start","messageMetadata":[]}'],
])('%s is malformed', (text) => {
  expect(() => readChunk(text)).toThrowError(expect.objectContaining({ code: 'malformed' }))
})
