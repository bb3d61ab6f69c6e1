// @vitest-environment jsdom
import { act, cleanup, renderHook, waitFor } from '@testing-library/react'
import type { UIMessage } from '@x/bedrock-core/ui'
import { convertToModelMessages, createUIMessageStream, createUIMessageStreamResponse, streamText, tool } from 'ai'
import { convertArrayToReadableStream, MockLanguageModelV4 } from 'ai/test'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { resumableTransport } from './resumable-transport.ts'
import { addToolApprovalResponse, addToolOutput, waitingToolCalls } from './tool-calls.ts'
import { useChat } from './use-chat.ts'
import { useResume } from './use-resume.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
afterEach(cleanup)

/** An `ai` server with a model that calls a tool and then speaks. */
const theirServer = (execute?: () => string) => {
  const usage = {
    inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 },
    outputTokens: { total: 1, text: 1, reasoning: 0 },
  }
  const model = new MockLanguageModelV4({
    doStream: async ({ prompt }) => ({
      stream: convertArrayToReadableStream([
        { type: 'stream-start', warnings: [] },
        ...(prompt.some(({ role }) => role === 'tool')
          ? ([
              { type: 'reasoning-start', id: 'r' },
              { type: 'reasoning-delta', id: 'r', delta: 'Hm.' },
              { type: 'reasoning-end', id: 'r' },
              { type: 'text-start', id: '0' },
              { type: 'text-delta', id: '0', delta: 'Bern.' },
              { type: 'text-end', id: '0' },
              { type: 'finish', finishReason: { unified: 'stop', raw: 'stop' }, usage },
            ] as const)
          : ([
              { type: 'tool-input-start', id: 'c', toolName: 'place' },
              { type: 'tool-input-delta', id: 'c', delta: '{"near":' },
              { type: 'tool-input-delta', id: 'c', delta: '"me"}' },
              { type: 'tool-input-end', id: 'c' },
              { type: 'tool-call', toolCallId: 'c', toolName: 'place', input: '{"near":"me"}' },
              { type: 'finish', finishReason: { unified: 'tool-calls', raw: 'tool' }, usage },
            ] as const)),
      ]),
    }),
  })
  const inputSchema = z.object({ near: z.string() })
  const place = execute === undefined ? tool({ inputSchema, outputSchema: z.string() }) : tool({ inputSchema, execute })
  const fetch: typeof globalThis.fetch = async (_url, init) => {
    const { messages } = JSON.parse(String(init?.body))
    const result = streamText({
      model,
      tools: { place },
      messages: await convertToModelMessages(messages),
      ...(execute === undefined ? {} : { toolApproval: { place: 'user-approval' } }),
    })
    return result.toUIMessageStreamResponse({ originalMessages: messages })
  }
  return { model, fetch }
}

test('our useChat with an ai server: a tool in the browser, and the same message goes on', async () => {
  const { model, fetch } = theirServer()
  const { result } = renderHook(() => useChat({ fetch }))
  await act(() => result.current.send('Where am I?'))
  expect(waitingToolCalls(result.current)).toMatchObject([
    { toolCallId: 'c', toolName: 'place', input: { near: 'me' } },
  ])
  await act(() => addToolOutput(result.current.chat, { toolCallId: 'c', output: 'Bern' }))
  expect(result.current).toMatchObject({ status: 'ready', error: undefined })
  expect(result.current.messages).toHaveLength(2)
  expect(result.current.messages[1]?.parts).toMatchObject([
    { type: 'step-start' },
    { type: 'tool-place', state: 'output-available', output: 'Bern' },
    { type: 'step-start' },
    { type: 'reasoning', text: 'Hm.', state: 'done' },
    { type: 'text', text: 'Bern.', state: 'done' },
  ])
  expect(model.doStreamCalls[1]?.prompt.at(-1)).toMatchObject({
    role: 'tool',
    content: [{ output: { value: 'Bern' } }],
  })
})

test.each([
  [true, 'output-available'],
  [false, 'output-denied'],
] as const)('our useChat with an ai server: approval that is %s', async (approved, state) => {
  const { fetch } = theirServer(() => 'Bern')
  const { result } = renderHook(() => useChat({ fetch }))
  await act(() => result.current.send('Where am I?'))
  const [call] = waitingToolCalls(result.current)
  expect(call).toMatchObject({ toolName: 'place', part: { state: 'approval-requested' } })
  await act(() => addToolApprovalResponse(result.current.chat, { id: call?.approvalId ?? '', approved }))
  expect(result.current).toMatchObject({ status: 'ready', error: undefined })
  expect(result.current.messages[1]?.parts).toContainEqual(expect.objectContaining({ type: 'tool-place', state }))
})

test('our useChat with an ai server: data, sources, files, abort', async () => {
  const told: unknown[] = []
  const fetch: typeof globalThis.fetch = async () =>
    createUIMessageStreamResponse({
      stream: createUIMessageStream<UIMessage & { role: 'assistant'; parts: never[] }>({
        execute: ({ writer }) => {
          writer.write({ type: 'start', messageId: 'a', messageMetadata: { a: { b: 1 } } })
          writer.write({ type: 'data-weather', id: 'w', data: 1 })
          writer.write({ type: 'data-weather', id: 'w', data: 2 })
          writer.write({ type: 'data-note', data: 3, transient: true })
          writer.write({ type: 'source-document', sourceId: 's', mediaType: 'text/plain', title: 't' })
          writer.write({ type: 'file', url: 'https://a.example/x.png', mediaType: 'image/png' })
          writer.write({ type: 'message-metadata', messageMetadata: { a: { c: 2 } } })
          writer.write({ type: 'abort' })
        },
      }),
    })
  const { result } = renderHook(() => useChat({ fetch, onData: ({ type, data }) => told.push([type, data]) }))
  await act(() => result.current.send('Hi'))
  expect(result.current).toMatchObject({ status: 'ready', error: undefined })
  expect(result.current.messages[1]).toEqual({
    id: 'a',
    role: 'assistant',
    metadata: { a: { b: 1, c: 2 } },
    parts: [
      { type: 'data-weather', id: 'w', data: 2 },
      { type: 'source-document', sourceId: 's', mediaType: 'text/plain', title: 't' },
      { type: 'file', url: 'https://a.example/x.png', mediaType: 'image/png' },
    ],
  })
  expect(told).toEqual([
    ['data-weather', 1],
    ['data-weather', 2],
    ['data-note', 3],
  ])
})

test('our useChat resumes an answer that an ai server tells again from its beginning', async () => {
  const { fetch: serve } = theirServer()
  let gets = 0
  const fetch: typeof globalThis.fetch = async (url, init) => {
    if (init?.method !== 'GET') return serve(url, init)
    gets += 1
    return serve(url, {
      body: JSON.stringify({ messages: [{ id: 'q', role: 'user', parts: [{ type: 'text', text: 'Hi' }] }] }),
    })
  }
  const messages: UIMessage[] = [{ id: 'q', role: 'user', parts: [{ type: 'text', text: 'Hi' }] }]
  const transport = resumableTransport({ fetch })
  const { result } = renderHook(() => {
    const chat = useChat({ id: 'c', messages, transport })
    useResume(chat.chat)
    return chat
  })
  await waitFor(() => expect(waitingToolCalls(result.current).length).toBe(1))
  expect(gets).toBe(1)
})
