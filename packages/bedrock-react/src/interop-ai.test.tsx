// @vitest-environment jsdom
import { useChat as useTheirChat } from '@ai-sdk/react'
import { act, cleanup, renderHook, waitFor } from '@testing-library/react'
import { BedrockError, readChatRequest, type StreamPart, toUIResponse } from '@x/bedrock-core/ui'
import { createUIMessageStream, createUIMessageStreamResponse, DefaultChatTransport } from 'ai'
import { afterEach, expect, test } from 'vitest'
import { useChat } from './use-chat.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
afterEach(cleanup)

const requestOf = (url: RequestInfo | URL, init?: RequestInit): Request =>
  new Request(new URL(String(url), 'https://chat.example'), { ...init, signal: null })

async function* answer(failure?: unknown): AsyncGenerator<StreamPart, void> {
  yield { type: 'start', warnings: [], response: { modelId: 'm' } }
  yield { type: 'reasoning-start', id: '0' }
  yield { type: 'reasoning-delta', id: '0', text: 'Hm.' }
  yield { type: 'reasoning-end', id: '0', signature: 's' }
  yield { type: 'text-start', id: '1' }
  yield { type: 'text-delta', id: '1', text: 'Hello' }
  if (failure !== undefined) throw failure
  yield { type: 'text-end', id: '1' }
}

/** Our server; keeps what it read. */
const ourServer = (failure?: () => unknown) => {
  const heard: unknown[] = []
  const fetch: typeof globalThis.fetch = async (url, init) => {
    heard.push((await readChatRequest(requestOf(url, init))).messages)
    return toUIResponse(answer(failure?.()))
  }
  return { heard, fetch }
}

test('their useChat talks with our server: text, reasoning, and its signature comes back with the next question', async () => {
  const { heard, fetch } = ourServer()
  const transport = new DefaultChatTransport({ api: '/api/chat', fetch })
  const { result } = renderHook(() => useTheirChat({ transport }))
  await act(() => result.current.sendMessage({ text: 'Hi' }))
  await waitFor(() => expect(result.current.status).toBe('ready'))
  expect(result.current.messages.at(-1)).toMatchObject({
    role: 'assistant',
    parts: [{ type: 'step-start' }, { type: 'reasoning', text: 'Hm.' }, { type: 'text', text: 'Hello' }],
  })
  await act(() => result.current.sendMessage({ text: 'And?' }))
  expect(heard[1]).toMatchObject([
    { role: 'user' },
    {
      role: 'assistant',
      content: [
        { type: 'reasoning', text: 'Hm.', signature: 's' },
        { type: 'text', text: 'Hello' },
      ],
    },
    { role: 'user', content: [{ type: 'text', text: 'And?' }] },
  ])
})

test('their useChat shows our safe words, keeps what came, and can regenerate', async () => {
  let broken = true
  const { fetch } = ourServer(() => (broken ? new BedrockError('throttled', 'secret') : undefined))
  const transport = new DefaultChatTransport({ api: '/api/chat', fetch })
  const { result } = renderHook(() => useTheirChat({ transport }))
  await act(() => result.current.sendMessage({ text: 'Hi' }))
  await waitFor(() => expect(result.current.status).toBe('error'))
  expect(result.current.error?.message).toBe('The assistant is busy. Please try again later.')
  broken = false
  await act(() => result.current.regenerate())
  await waitFor(() => expect(result.current.status).toBe('ready'))
  expect(result.current.messages).toHaveLength(2)
})

test('our useChat talks with an ai server, and its error keeps its words', async () => {
  let broken = false
  const fetch: typeof globalThis.fetch = async () =>
    createUIMessageStreamResponse({
      stream: createUIMessageStream({
        execute: ({ writer }) => {
          writer.write({ type: 'start', messageMetadata: { a: 1 } })
          writer.write({ type: 'text-start', id: 't' })
          writer.write({ type: 'text-delta', id: 't', delta: 'Hallo' })
          if (broken) throw new Error('inner')
          writer.write({ type: 'text-end', id: 't' })
          writer.write({ type: 'finish' })
        },
        onError: () => 'Theirs broke.',
      }),
    })
  const { result } = renderHook(() => useChat({ api: '/api/chat', fetch }))
  await act(() => result.current.send('Hi'))
  expect(result.current).toMatchObject({
    status: 'ready',
    messages: [{}, { metadata: { a: 1 }, parts: [{ text: 'Hallo', state: 'done' }] }],
  })
  broken = true
  await act(() => result.current.send('Again'))
  expect(result.current).toMatchObject({ status: 'error', error: { message: 'Theirs broke.' } })
})
