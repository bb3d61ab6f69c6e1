// @vitest-environment jsdom
import { useChat as useTheirChat } from '@ai-sdk/react'
import { act, cleanup, renderHook, waitFor } from '@testing-library/react'
import { type AnswerPart, citedSources, readChatRequest, toolSeal, toUIResponse } from '@x/bedrock-core/ui'
import {
  DefaultChatTransport,
  lastAssistantMessageIsCompleteWithApprovalResponses,
  lastAssistantMessageIsCompleteWithToolCalls,
} from 'ai'
import { afterEach, expect, test } from 'vitest'
import { addToolApprovalResponse } from './tool-calls.ts'
import { useChat } from './use-chat.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
afterEach(cleanup)

const requestOf = (url: RequestInfo | URL, init?: RequestInit): Request =>
  new Request(new URL(String(url), 'https://chat.example'), { ...init, signal: null })

const begin: AnswerPart = { type: 'start', warnings: [], response: { modelId: 'm' } }
const called = { toolCallId: 'c', toolName: 'place', input: { near: 'me' } } as const

async function* given(parts: readonly AnswerPart[]): AsyncGenerator<AnswerPart, void> {
  yield* parts
}

const text: readonly AnswerPart[] = [
  begin,
  { type: 'text-start', id: '0' },
  { type: 'text-delta', id: '0', text: 'Bern.' },
  { type: 'text-end', id: '0' },
]

const seal = toolSeal({ secret: 'a secret that no browser ever sees' })

/** Without the server's seals, which ride along as data. */
const shown = <Part extends { readonly type: string }>(
  message: { readonly parts: readonly Part[] } | undefined,
): Part[] => message?.parts.filter(({ type }) => !type.startsWith('data-')) ?? []

/** Our server: the first time it calls a tool, then it speaks. */
const ourServer = (first: readonly AnswerPart[]) => {
  const heard: Awaited<ReturnType<typeof readChatRequest>>[] = []
  const fetch: typeof globalThis.fetch = async (url, init) => {
    heard.push(await readChatRequest(requestOf(url, init), { toolResults: ['place'], seal }))
    return toUIResponse(given(heard.length === 1 ? first : text), { seal, sources: citedSources })
  }
  return { heard, fetch, transport: new DefaultChatTransport({ api: '/api/chat', fetch }) }
}

test('their useChat: a tool in the browser, and the same message goes on', async () => {
  const { heard, transport } = ourServer([
    begin,
    { type: 'tool-input-start', id: 'c', toolName: 'place' },
    { type: 'tool-input-delta', id: 'c', delta: '{"near":"me"}' },
    { type: 'tool-call', ...called },
  ])
  const { result } = renderHook(() =>
    useTheirChat({ transport, sendAutomaticallyWhen: lastAssistantMessageIsCompleteWithToolCalls }),
  )
  await act(() => result.current.sendMessage({ text: 'Where am I?' }))
  await act(async () => result.current.addToolOutput({ tool: 'place', toolCallId: 'c', output: { city: 'Bern' } }))
  await waitFor(() => expect([heard.length, result.current.status]).toEqual([2, 'ready']))
  expect(heard[1]?.messages.slice(1)).toMatchObject([
    { role: 'assistant', content: [{ type: 'tool-call', ...called }] },
    { role: 'tool', content: [{ toolCallId: 'c', output: { type: 'json', value: { city: 'Bern' } } }] },
  ])
  expect(result.current.messages).toHaveLength(2)
  expect(shown(result.current.messages[1]).map(({ type }) => type)).toEqual([
    'step-start',
    'tool-place',
    'step-start',
    'text',
  ])
})

test('their useChat: approval is asked for, given, and comes back with its id', async () => {
  const { heard, transport } = ourServer([
    begin,
    { type: 'tool-call', ...called },
    { type: 'tool-approval-request', ...called, approvalId: 'p' },
  ])
  const { result } = renderHook(() =>
    useTheirChat({ transport, sendAutomaticallyWhen: lastAssistantMessageIsCompleteWithApprovalResponses }),
  )
  await act(() => result.current.sendMessage({ text: 'Where am I?' }))
  expect(shown(result.current.messages[1])[1]).toMatchObject({ state: 'approval-requested', approval: { id: 'p' } })
  await act(async () => result.current.addToolApprovalResponse({ id: 'p', approved: true, reason: 'Go.' }))
  await waitFor(() => expect(heard.length).toBe(2))
  expect(shown(heard[1]?.uiMessages[1])[1]).toMatchObject({
    state: 'approval-responded',
    approval: { id: 'p', approved: true, reason: 'Go.' },
  })
  expect(heard[1]?.messages.at(-1)).toMatchObject({ role: 'tool', content: [{ approval: { approved: true } }] })
})

test('our useChat: what our server sealed comes back whole, so that the approval is believed', async () => {
  const { heard, fetch } = ourServer([
    begin,
    { type: 'tool-call', ...called },
    { type: 'tool-approval-request', ...called, approvalId: 'p' },
  ])
  const { result } = renderHook(() => useChat({ fetch }))
  await act(() => result.current.send('Where am I?'))
  await act(() => addToolApprovalResponse(result.current.chat, { id: 'p', approved: true }))
  expect(result.current).toMatchObject({ status: 'ready', error: undefined })
  expect(heard[1]?.messages.at(-1)).toMatchObject({ role: 'tool', content: [{ approval: { approved: true } }] })
})

test('their useChat: sources, files, metadata and a tool that ran on the server', async () => {
  const { transport } = ourServer([
    begin,
    { type: 'tool-call', ...called },
    { type: 'tool-result', ...called, output: 'Bern' },
    { type: 'source', id: 's', citation: { title: 'Page', location: { type: 'web', url: 'https://a.example/' } } },
    { type: 'file', mediaType: 'image/png', data: 'AAAA' },
  ])
  const { result } = renderHook(() => useTheirChat({ transport }))
  await act(() => result.current.sendMessage({ text: 'Where am I?' }))
  expect(result.current.messages[1]?.metadata).toMatchObject({ model: 'm' })
  expect(shown(result.current.messages[1])).toMatchObject([
    { type: 'step-start' },
    { type: 'tool-place', state: 'output-available', output: 'Bern' },
    { type: 'source-url', url: 'https://a.example/', title: 'Page' },
    { type: 'file', mediaType: 'image/png', url: 'data:image/png;base64,AAAA' },
  ])
})

test('their useChat: stop leaves our source', async () => {
  let left = false
  const pending = [...text.slice(0, 3)]
  const source: AsyncIterable<AnswerPart> = {
    [Symbol.asyncIterator]: () => ({
      next() {
        const value = pending.shift()
        return value === undefined ? new Promise(() => {}) : Promise.resolve({ done: false, value })
      },
      async return() {
        left = true
        return { done: true, value: undefined }
      },
    }),
  }
  const transport = new DefaultChatTransport({ fetch: async () => toUIResponse(source, { seal }) })
  const { result } = renderHook(() => useTheirChat({ transport }))
  act(() => void result.current.sendMessage({ text: 'Hi' }))
  await waitFor(() => expect(result.current.status).toBe('streaming'))
  await act(() => result.current.stop())
  await waitFor(() => expect([left, result.current.status]).toEqual([true, 'ready']))
})

test('their useChat resumes an answer of our resumable stream', async () => {
  const asked: string[] = []
  const fetch: typeof globalThis.fetch = async (url, init) => {
    asked.push(`${init?.method} ${String(url)}`)
    return toUIResponse(given(text), { seal, streamId: 's', messageId: 'a' })
  }
  const { result } = renderHook(() =>
    useTheirChat({ id: 'c', resume: true, transport: new DefaultChatTransport({ api: '/api/chat', fetch }) }),
  )
  await waitFor(() => expect(result.current.messages[0]?.parts.at(-1)).toMatchObject({ text: 'Bern.' }))
  expect(asked).toEqual(['GET /api/chat/c/stream'])
})
