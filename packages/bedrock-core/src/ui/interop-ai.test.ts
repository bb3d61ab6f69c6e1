import { fc, test } from '@fast-check/vitest'
import {
  createUIMessageStream,
  createUIMessageStreamResponse,
  DefaultChatTransport,
  readUIMessageStream,
  type UIMessage,
} from 'ai'
import { expect } from 'vitest'
import { BedrockError } from '../errors/bedrock-error.ts'
import type { Delta } from '../speech/delta.ts'
import type { StreamPart } from '../speech/stream-part.ts'
import { isToolPart, type UIPart } from './message.ts'
import { MessageDraft } from './message-draft.ts'
import { readUIStream } from './read-ui-stream.ts'
import { readChatRequest } from './request/read-chat-request.ts'
import { unsealed } from './request/unsealed.ts'
import { answerParts, collect, everything, richDeltas, slowly, thenFail } from './test/answers.ts'
import { toUIResponse } from './to-ui-response.ts'

/** What the AI SDK's own transport and reader make of our response. */
const theirReading = async (response: Response) => {
  let request: Request | undefined
  const transport = new DefaultChatTransport({
    api: 'https://chat.example/api',
    fetch: async (url, init) => {
      request = new Request(url, init)
      return response
    },
  })
  const question: UIMessage = { id: 'u', role: 'user', parts: [{ type: 'text', text: 'Hi' }] }
  const stream = await transport.sendMessages({
    chatId: 'c',
    trigger: 'submit-message',
    messageId: undefined,
    messages: [question],
    abortSignal: undefined,
  })
  const failures: unknown[] = []
  const messages = await collect(readUIMessageStream({ stream, onError: (error) => failures.push(error) }))
  return { message: messages.at(-1), failures, request }
}

const ourReading = async (response: Response) => {
  const draft = new MessageDraft({ id: '', role: 'assistant', parts: [] })
  for await (const chunk of readUIStream(response)) draft.apply(chunk)
  return draft.snapshot()
}

/** JSON, without what one side keeps for itself: ids of reasoning, empty members. */
const plain = (parts: readonly unknown[]): unknown =>
  JSON.parse(JSON.stringify(parts, (key, value) => (key === 'preliminary' ? undefined : value))).map(
    (part: { type: string; id?: string; rawInput?: unknown; input?: unknown }) => {
      const { id: _id, rawInput, ...rest } = part
      return { ...rest, input: part.input ?? rawInput }
    },
  )

test('the AI SDK reads our answer, and our reader makes the same message of it', async () => {
  const respond = () => toUIResponse(slowly(answerParts(richDeltas)), { ...everything, messageId: 'm', now: () => 0 })
  const { message, failures, request } = await theirReading(respond())
  expect(failures).toEqual([])
  expect(message).toMatchObject({
    id: 'm',
    role: 'assistant',
    metadata: { finishReason: 'tool-calls', usage: { inputTokens: 3, outputTokens: 5 } },
  })
  const ours = await ourReading(respond())
  expect(plain(ours.parts)).toEqual(plain(message?.parts ?? []))
  expect(ours.metadata).toEqual(message?.metadata)
  expect(request && (await readChatRequest(request))).toMatchObject({
    id: 'c',
    trigger: 'submit-message',
    messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
  })
})

test('what a model said can be said again through their browser: reasoning keeps its signature', async () => {
  const { message } = await theirReading(
    toUIResponse(slowly(answerParts(richDeltas.filter(({ type }) => type !== 'file'))), everything),
  )
  const again = new Request('https://chat.example', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      messages: [
        { id: 'u', role: 'user', parts: [{ type: 'text', text: 'Hi' }] },
        message,
        { id: 'v', role: 'user', parts: [{ type: 'text', text: 'And?' }] },
      ],
    }),
  })
  expect((await readChatRequest(again, { seal: unsealed })).messages).toMatchObject([
    { role: 'user' },
    {
      role: 'assistant',
      content: [
        { type: 'reasoning', text: 'Let me see.', signature: 'c2ln' },
        { type: 'text', text: 'Grüße, 世界 🌍\n\ndata: no event' },
        { type: 'tool-call', toolCallId: 'call-1', toolName: 'weather', input: { city: 'Bern' } },
      ],
    },
    {
      role: 'tool',
      content: [
        { type: 'tool-result', toolCallId: 'call-1', output: { type: 'error-text', value: 'The tool was not run.' } },
      ],
    },
    { role: 'user', content: [{ type: 'text', text: 'And?' }] },
  ])
})

test('the AI SDK takes our failure as an error and keeps what had come', async () => {
  const parts = answerParts([{ type: 'text', block: 0, text: 'Half' }, { type: 'finish' }]).slice(0, 3)
  const { message, failures } = await theirReading(toUIResponse(thenFail(parts, new BedrockError('throttled', 'x'))))
  expect(failures).toEqual([expect.objectContaining({ message: 'The assistant is busy. Please try again later.' })])
  expect(message?.parts).toContainEqual(expect.objectContaining({ type: 'text', text: 'Half' }))
})

const text = fc.string({ unit: 'grapheme', minLength: 1 })
const block = fc.oneof(
  fc
    .array(text, { minLength: 1 })
    .map((pieces): Delta[] => pieces.map((piece) => ({ type: 'text', block: 0, text: piece }))),
  fc
    .array(text, { minLength: 1 })
    .map((pieces): Delta[] => pieces.map((piece) => ({ type: 'reasoning', block: 0, text: piece, signature: 's' }))),
  fc
    .tuple(fc.uuid(), fc.json(), fc.nat(5), fc.boolean())
    .map(([id, json, cut, broken]): Delta[] => [
      { type: 'tool', block: 0, id, name: 'tool_x', input: json.slice(0, cut) },
      ...(broken ? [] : [{ type: 'tool', block: 0, input: json.slice(cut) } as const]),
    ]),
  fc
    .webUrl()
    .map((url): Delta[] => [{ type: 'citation', block: 0, citation: { title: 't', location: { type: 'web', url } } }]),
)

test.prop([fc.array(block, { maxLength: 6 })])('any answer is the same message to both sides', async (blocks) => {
  const deltas = blocks.flatMap((some, index) => some.map((delta) => ({ ...delta, block: index }) as Delta))
  const parts: readonly StreamPart[] = answerParts([...deltas, { type: 'finish', raw: 'end_turn' }])
  const respond = () => toUIResponse(slowly(parts), { ...everything, messageId: 'm', now: () => 0 })
  const { message, failures } = await theirReading(respond())
  expect(failures).toEqual([])
  const ours = await ourReading(respond())
  expect(plain(ours.parts as UIPart[])).toEqual(plain(message?.parts ?? []))
})

test('we read what an ai server sends: text, steps, data, tools, metadata', async () => {
  const stream = createUIMessageStream({
    execute: ({ writer }) => {
      writer.write({ type: 'start', messageId: 'theirs', messageMetadata: { a: 1 } })
      writer.write({ type: 'start-step' })
      writer.write({ type: 'data-weather', id: 'd', data: { degrees: 21 } })
      writer.write({ type: 'text-start', id: 't' })
      writer.write({ type: 'text-delta', id: 't', delta: 'Hallo ' })
      writer.write({ type: 'text-delta', id: 't', delta: 'Welt' })
      writer.write({ type: 'text-end', id: 't' })
      writer.write({ type: 'tool-input-available', toolCallId: 'x', toolName: 'add', input: { a: 1 }, dynamic: true })
      writer.write({ type: 'tool-output-available', toolCallId: 'x', output: 2 })
      writer.write({ type: 'finish-step' })
      writer.write({ type: 'finish', finishReason: 'stop', messageMetadata: { b: 2 } })
    },
  })
  const message = await ourReading(createUIMessageStreamResponse({ stream, keepAliveMs: 1 }))
  expect(message).toMatchObject({ id: 'theirs', metadata: { a: 1, b: 2 } })
  expect(message.parts).toEqual([
    { type: 'step-start' },
    { type: 'data-weather', id: 'd', data: { degrees: 21 } },
    { type: 'text', text: 'Hallo Welt', state: 'done' },
    expect.objectContaining({
      type: 'dynamic-tool',
      toolName: 'add',
      state: 'output-available',
      input: { a: 1 },
      output: 2,
    }),
  ])
  expect(message.parts.filter(isToolPart)).toHaveLength(1)
})

test('an error of an ai server is thrown in its words', async () => {
  const stream = createUIMessageStream({
    execute: () => {
      throw new Error('inner')
    },
    onError: () => 'Something broke.',
  })
  await expect(ourReading(createUIMessageStreamResponse({ stream }))).rejects.toMatchObject({
    code: 'unknown',
    message: 'Something broke.',
  })
})
