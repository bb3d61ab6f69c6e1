// @vitest-environment jsdom
import { act, cleanup, render, renderHook, waitFor } from '@testing-library/react'
import { type StreamPart, textOf, toUIResponse, type UIMessage } from '@x/bedrock-core/ui'
import { Profiler, StrictMode } from 'react'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { type Chat, createChat, resumableTransport } from './index.ts'
import { byHand, closing, framesByHand, opening, settled, words } from './test/by-hand.ts'
import { useBranches } from './use-branches.ts'
import { useChat } from './use-chat.ts'
import { useChatSelector, useMessage } from './use-chat-selector.ts'
import { useCompletion } from './use-completion.ts'
import { useObject } from './use-object.ts'
import { useResume } from './use-resume.ts'
import { useToolCalls } from './use-tool-calls.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
afterEach(cleanup)

const turn = (run: () => unknown): Promise<void> =>
  act(async () => {
    run()
    await settled()
  })

const said = (id: string): UIMessage => ({ id, role: 'assistant', parts: [{ type: 'text', text: id }] })

const rendered: string[] = []

const Line = ({ chat, id }: { readonly chat: Chat; readonly id: string }) => {
  const message = useMessage(chat, id)
  return (
    <Profiler id={id} onRender={(name) => void rendered.push(name)}>
      <p>{message && textOf(message)}</p>
    </Profiler>
  )
}

const Lines = ({ chat }: { readonly chat: Chat }) => {
  const ids = useChatSelector(chat, ({ messages }) => messages.map(({ id }) => id))
  return (
    <Profiler id="list" onRender={(name) => void rendered.push(name)}>
      {ids.map((id) => (
        <Line key={id} chat={chat} id={id} />
      ))}
    </Profiler>
  )
}

test('while one message streams, it renders alone: neither other messages nor their list, without any memo', async () => {
  const [transport, frames] = [byHand(), framesByHand()]
  const chat = createChat({ transport, schedule: frames.schedule, messages: [said('old'), said('older')] })
  render(<Lines chat={chat} />)
  await turn(() => chat.send('Hi'))
  await turn(() => transport.last().say(...opening, words('x')))
  rendered.length = 0
  for (let i = 0; i < 20; i++) {
    await turn(() => transport.last().say(words('x')))
    await turn(() => frames.next())
  }
  // The list's Profiler also tells of renders below it; it rendered for no other reason.
  expect(rendered.filter((id) => id === 'answer')).toHaveLength(20)
  expect(new Set(rendered)).toEqual(new Set(['answer', 'list']))
  expect(rendered.filter((id) => id === 'list')).toHaveLength(20)
  expect(document.querySelectorAll('p')[3]?.textContent).toBe('x'.repeat(21))
  await turn(() => {
    transport.last().say(...closing)
    transport.last().end()
  })
})

test('a selector may make a new list or a new value at every look', async () => {
  const chat = createChat({ transport: byHand(), messages: [said('a')] })
  let renders = 0
  const { result } = renderHook(() => {
    renders += 1
    return useChatSelector(chat, ({ messages }) => messages.map(textOf))
  })
  const before = result.current
  await turn(() => chat.clearError())
  await turn(() => chat.setMessages([said('a')]))
  expect([result.current, renders]).toEqual([before, 1])
  await turn(() => chat.setMessages([said('b')]))
  expect([result.current, renders]).toEqual([['b'], 2])
})

test('waiting tool calls are shown, and tools of the browser run', async () => {
  const transport = byHand()
  const { result } = renderHook(
    () => {
      const { chat, send } = useChat({ transport })
      return { chat, send, calls: useToolCalls(chat, { here: () => 'Bern' }) }
    },
    { wrapper: StrictMode },
  )
  await turn(() => result.current.send('Hi'))
  const call = (toolName: string) =>
    ({ type: 'tool-input-available', toolCallId: toolName, toolName, input: 1 }) as const
  await turn(() => {
    transport.last().say({ type: 'start-step' }, call('here'), call('ask'), { type: 'finish' })
    transport.last().end()
  })
  expect(result.current.calls).toMatchObject([{ toolName: 'ask', input: 1 }])
  expect(result.current.chat.snapshot().messages[1]?.parts).toMatchObject([
    {},
    { output: 'Bern' },
    { toolCallId: 'ask' },
  ])
  expect(transport.exchanges).toHaveLength(1)
})

test('branches in a component', async () => {
  const transport = byHand()
  const { result } = renderHook(() => {
    const chat = useChat({ transport })
    return { ...chat, ...useBranches(chat.chat) }
  })
  const answer = async (text: string, ask: () => unknown): Promise<void> => {
    await turn(ask)
    await turn(() => {
      transport.last().say({ type: 'text-start', id: '0' }, words(text), { type: 'finish' })
      transport.last().end()
    })
  }
  await answer('a', () => result.current.send('Hi'))
  await answer('b', () => result.current.regenerate())
  const { messages, branchOf } = result.current
  expect(branchOf(messages[1]?.id ?? '')).toEqual({ index: 1, count: 2 })
  await turn(() => result.current.switchBranch(messages[1]?.id ?? '', 0))
  expect(result.current.messages.map(textOf)).toEqual(['Hi', 'a'])
  expect(result.current.branchOf(result.current.messages[1]?.id ?? '')).toEqual({ index: 0, count: 2 })
})

async function* answer(text: string): AsyncGenerator<StreamPart, void> {
  yield { type: 'start', warnings: [], response: { modelId: 'm' } }
  yield { type: 'text-start', id: '0' }
  yield { type: 'text-delta', id: '0', text }
  yield { type: 'text-end', id: '0' }
}

test('a page finds its answer once, also in strict mode, and again when it is seen after a cut', async () => {
  let gets = 0
  let there = true
  const fetch: typeof globalThis.fetch = async (_url, init) => {
    if (init?.method === 'POST') throw new TypeError('Failed to fetch')
    gets += 1
    return there ? toUIResponse(answer('Resumed'), { streamId: 's' }) : new Response(null, { status: 204 })
  }
  const transport = resumableTransport({ fetch })
  const { result } = renderHook(
    () => {
      const chat = useChat({ id: 'c', transport })
      useResume(chat.chat)
      return chat
    },
    { wrapper: StrictMode },
  )
  await waitFor(() => expect(result.current.messages.map(textOf)).toEqual(['Resumed']))
  there = false
  await act(() => result.current.send('Again'))
  expect(result.current.status).toBe('error')
  const before = gets
  await turn(() => document.dispatchEvent(new Event('visibilitychange')))
  await expect.poll(() => gets).toBe(before + 1)
  expect(result.current.status).toBe('error')
})

test('a completion and an object in components', async () => {
  const fetch = async (): Promise<Response> => toUIResponse(answer('{"n":1}'))
  const completion = renderHook(() => useCompletion({ fetch }))
  await act(() => completion.result.current.complete('Tell'))
  expect(completion.result.current).toMatchObject({ completion: '{"n":1}', status: 'ready' })
  const object = renderHook(() => useObject({ schema: z.object({ n: z.number() }), fetch }))
  await act(() => object.result.current.submit({}))
  expect(object.result.current).toMatchObject({ object: { n: 1 }, status: 'ready' })
  const { submit } = object.result.current
  await turn(() => object.result.current.clear())
  expect([object.result.current.object, object.result.current.submit]).toEqual([undefined, submit])
})

test('leaving stops what is a component’s own', async () => {
  let signal: AbortSignal | null | undefined
  const fetch: typeof globalThis.fetch = (_url, init) => {
    signal = init?.signal
    return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal?.reason)))
  }
  const { result, unmount } = renderHook(() => useCompletion({ fetch }), { wrapper: StrictMode })
  await turn(() => result.current.complete('Tell'))
  expect(signal?.aborted).toBe(false)
  unmount()
  await turn(() => {})
  expect(signal?.aborted).toBe(true)
})
