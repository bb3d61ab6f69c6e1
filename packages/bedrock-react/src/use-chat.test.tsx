// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react'
import { BedrockError, textOf, type UIMessage } from '@x/bedrock-core/ui'
import { memo, Profiler, StrictMode, useEffect, useRef, version } from 'react'
import { renderToString } from 'react-dom/server'
import { afterEach, expect, test } from 'vitest'
import { createChat } from './create-chat.ts'
import { byHand, closing, framesByHand, opening, settled, words } from './test/by-hand.ts'
import type { ChatTransport } from './transport.ts'
import { type UseChat, type UseChatOptions, useChat } from './use-chat.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
afterEach(cleanup)

const Line = memo(({ message, onRender }: { message: UIMessage; onRender: (id: string) => void }) => (
  <Profiler id={message.id} onRender={(id) => onRender(id)}>
    <p>{`${message.role}: ${textOf(message)}`}</p>
  </Profiler>
))

let shown: UseChat
const rendered: string[] = []
const remember = (id: string): void => void rendered.push(id)

const Chat = (options: UseChatOptions) => {
  shown = useChat(options)
  return (
    <div>
      {shown.messages.map((message) => (
        <Line key={message.id} message={message} onRender={remember} />
      ))}
      <output>{shown.error?.message ?? shown.status}</output>
    </div>
  )
}

const lines = (): (string | null)[] => [...document.querySelectorAll('p')].map(({ textContent }) => textContent)
const status = (): string | null => screen.getByRole('status').textContent
const turn = (run: () => unknown): Promise<void> =>
  act(async () => {
    run()
    await settled()
  })

test('the React under test is the one that is meant', () => {
  expect(version.split('.')[0]).toBe(process.env['REACT_MAJOR'] ?? '19')
})

test('the page shows what is published: question, growing text, end', async () => {
  const [transport, frames] = [byHand(), framesByHand()]
  render(<Chat transport={transport} schedule={frames.schedule} />)
  expect(status()).toBe('ready')
  await turn(() => shown.send('Hi'))
  expect([lines(), status()]).toEqual([['user: Hi'], 'submitted'])
  await turn(() => transport.last().say(...opening, words('Hel')))
  expect([lines(), status()]).toEqual([['user: Hi', 'assistant: Hel'], 'streaming'])
  await turn(() => transport.last().say(words('lo')))
  expect(lines()[1]).toBe('assistant: Hel')
  await turn(() => frames.next())
  expect(lines()[1]).toBe('assistant: Hello')
  await turn(() => {
    transport.last().say(words('!'), ...closing)
    transport.last().end()
  })
  expect([lines(), status()]).toEqual([['user: Hi', 'assistant: Hello!'], 'ready'])
})

test('an error is shown, and retry asks again', async () => {
  const transport = byHand()
  render(<Chat transport={transport} />)
  await turn(() => shown.send('Hi'))
  await turn(() => transport.last().fail(new BedrockError('throttled', 'Busy.')))
  expect(status()).toBe('Busy.')
  await turn(() => shown.retry())
  expect(status()).toBe('submitted')
  expect(transport.exchanges).toHaveLength(2)
})

test('while one message streams, no other renders again', async () => {
  const [transport, frames] = [byHand(), framesByHand()]
  const messages: UIMessage[] = [{ id: 'old', role: 'assistant', parts: [{ type: 'text', text: 'Welcome' }] }]
  render(<Chat transport={transport} schedule={frames.schedule} messages={messages} />)
  await turn(() => shown.send('Hi'))
  await turn(() => transport.last().say(...opening))
  rendered.length = 0
  for (let i = 0; i < 20; i++) {
    await turn(() => transport.last().say(words('x')))
    await turn(() => frames.next())
  }
  expect(rendered).toEqual(Array.from({ length: 20 }, () => 'answer'))
})

const AskingAtOnce = ({ transport }: { readonly transport: ChatTransport }) => {
  const asked = useRef(false)
  const { send, status } = useChat({ transport })
  useEffect(() => {
    if (!asked.current) void send('At once')
    asked.current = true
  }, [send])
  return <output>{status}</output>
}

test('strict mode sends nothing twice and does not end what it only pretends to leave', async () => {
  const transport = byHand()
  render(
    <StrictMode>
      <AskingAtOnce transport={transport} />
    </StrictMode>,
  )
  await act(() => new Promise((resolve) => setTimeout(resolve, 20)))
  expect(transport.exchanges).toHaveLength(1)
  expect(transport.last().request.signal.aborted).toBe(false)
  await turn(() => transport.last().say(...opening, words('yes')))
  expect(status()).toBe('streaming')
})

test('leaving stops a component’s own chat, not one that lives outside', async () => {
  const [own, outer] = [byHand(), byHand()]
  const { unmount } = render(<Chat transport={own} />)
  await turn(() => shown.send('Hi'))
  unmount()
  await turn(() => {})
  expect(own.last().request.signal.aborted).toBe(true)

  const chat = createChat({ transport: outer })
  const page = render(<Chat chat={chat} />)
  await turn(() => shown.send('Hi'))
  page.unmount()
  await turn(() => {})
  expect(outer.last().request.signal.aborted).toBe(false)
  await turn(() => outer.last().say(...opening, words('still here')))
  render(<Chat chat={chat} />)
  expect(lines()).toEqual(['user: Hi', 'assistant: still here'])
})

test('another id is another chat, and the first is stopped', async () => {
  const transport = byHand()
  const { rerender } = render(<Chat id="a" transport={transport} />)
  await turn(() => shown.send('Hi'))
  const first = transport.last()
  rerender(
    <Chat id="b" transport={transport} messages={[{ id: 'x', role: 'user', parts: [{ type: 'text', text: 'B' }] }]} />,
  )
  await turn(() => {})
  expect([shown.id, lines(), status()]).toEqual(['b', ['user: B'], 'ready'])
  expect(first.request.signal.aborted).toBe(true)
  await turn(() => shown.send('again'))
  expect(transport.last().request.chatId).toBe('b')
})

test('options are never stale: the newest transport and callback are used', async () => {
  const [old, fresh] = [byHand(), byHand()]
  const finished: string[] = []
  const { rerender } = render(<Chat transport={old} onFinish={() => finished.push('old')} />)
  rerender(<Chat transport={fresh} onFinish={() => finished.push('fresh')} />)
  await turn(() => shown.send('Hi'))
  expect([old.exchanges.length, fresh.exchanges.length]).toEqual([0, 1])
  await turn(() => fresh.last().end())
  expect(finished).toEqual(['fresh'])
})

test('what a component calls keeps its identity from render to render', async () => {
  render(<Chat transport={byHand()} />)
  const before = shown
  await turn(() => shown.send('Hi'))
  expect(shown).not.toBe(before)
  for (const name of ['send', 'stop', 'regenerate', 'retry', 'setMessages', 'clearError', 'chat'] as const)
    expect(shown[name]).toBe(before[name])
})

test('a server renders the messages and sends nothing; a browser hydrates without a complaint', async () => {
  const transport = byHand()
  const messages: UIMessage[] = [{ id: 'q', role: 'user', parts: [{ type: 'text', text: 'From the server' }] }]
  const page = <Chat transport={transport} messages={messages} />
  const html = renderToString(page)
  expect(html).toContain('From the server')
  const complaints: unknown[] = []
  const container = document.createElement('div')
  container.innerHTML = html
  document.body.append(container)
  render(page, { container, hydrate: true, onRecoverableError: (error) => complaints.push(error) })
  await turn(() => {})
  expect([complaints, transport.exchanges]).toEqual([[], []])
  container.remove()
})
