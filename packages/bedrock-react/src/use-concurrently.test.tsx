// @vitest-environment jsdom
import { textOf, type UIMessage } from '@x/bedrock-core/ui'
import { type ReactNode, Suspense, startTransition, useLayoutEffect, useState } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, expect, test } from 'vitest'
import type { Chat } from './chat-types.ts'
import { createChat } from './create-chat.ts'
import type { Schedule } from './frame.ts'
import { byHand, opening, settled, words } from './test/by-hand.ts'
import type { ChatTransport } from './transport.ts'
import { type UseChat, useChat } from './use-chat.ts'
import { useChatSelector, useMessage } from './use-chat-selector.ts'

// As in a browser: React takes its time, and goes on with a render between other events.
Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: false })

let root: Root
const onPage = (): HTMLElement => {
  const container = document.createElement('div')
  document.body.append(container)
  root = createRoot(container)
  return container
}
afterEach(() => {
  root.unmount()
  document.body.replaceChildren()
})

const said = (text: string): UIMessage => ({ id: 'a', role: 'assistant', parts: [{ type: 'text', text }] })

const busy = (milliseconds: number): void => {
  for (const until = performance.now() + milliseconds; performance.now() < until; );
}

const places = Array.from({ length: 24 }, (_, index) => index)

const commits: (readonly string[])[] = []

/** Each way of reading a chat. */
const ways: Readonly<Record<string, (chat: Chat) => string>> = {
  useChat: (chat) => useChat({ chat }).messages.map(textOf).join(),
  useMessage: (chat) => textOf(useMessage(chat, 'a') ?? said('')),
  useChatSelector: (chat) => useChatSelector(chat, ({ messages }) => messages.map(textOf).join()),
}

interface ReadersProps {
  readonly chat: Chat
  readonly useText: (chat: Chat) => string
}

/** Takes long to render. */
const Reader = ({ chat, useText }: ReadersProps) => {
  const text = useText(chat)
  busy(4)
  return <p>{text}</p>
}

const Readers = (props: ReadersProps) => {
  useLayoutEffect(() => {
    commits.push([...document.querySelectorAll('p')].map(({ textContent }) => textContent ?? ''))
  })
  return places.map((index) => <Reader key={index} {...props} />)
}

/** Shows in a transition what a test names. */
const Switch = ({
  first,
  at,
  show,
}: {
  first: string
  at: { go(name: string): void }
  show(name: string): ReactNode
}) => {
  const [name, setName] = useState(first)
  at.go = (next) => startTransition(() => setName(next))
  return show(name)
}

test.each(Object.entries(ways))(
  '%s: a chat that goes on during a slow render is nowhere shown in two states',
  async (_name, useText) => {
    commits.length = 0
    const container = onPage()
    const chat = createChat({ transport: byHand(), messages: [said('0')] })
    const at = { go: (_name: string): void => {} }
    root.render(
      <Switch
        first="empty"
        at={at}
        show={(name) => (name === 'empty' ? name : <Readers chat={chat} useText={useText} />)}
      />,
    )
    await expect.poll(() => container.textContent).toBe('empty')
    let version = 0
    let within = 0
    at.go('readers')
    const ticking = setInterval(() => {
      if (container.querySelector('p') === null) within += 1
      chat.setMessages([said(`${++version}`)])
    }, 3)
    await expect.poll(() => container.querySelectorAll('p').length, { timeout: 20_000 }).toBe(24)
    clearInterval(ticking)
    await expect.poll(() => container.querySelector('p')?.textContent).toBe(`${version}`)
    // The render did yield to the chat, or nothing was tried.
    expect(within).toBeGreaterThan(1)
    for (const texts of commits) expect(new Set(texts).size).toBe(1)
    expect(new Set([...container.querySelectorAll('p')].map(({ textContent }) => textContent))).toEqual(
      new Set([`${version}`]),
    )
  },
)

/** What keeps a component waiting until a test lets it go on. */
const gate = () => {
  let open = false
  let release = (): void => {}
  const opened = new Promise<void>((resolve) => {
    release = () => {
      open = true
      resolve()
    }
  })
  return {
    release,
    wait: (): void => {
      if (!open) throw opened
    },
  }
}

interface WaitingProps {
  readonly transport: ChatTransport
  readonly chat: Chat
  readonly wait: () => void
}

const Waiting = ({ transport, chat, wait }: WaitingProps) => {
  const own = useChat({ transport })
  const { status } = useChat({ chat })
  useMessage(chat, 'a')
  wait()
  return (
    <button type="button" onClick={() => void own.send('Hi')}>
      {status}
    </button>
  )
}

test('a render that is thrown away asks for nothing and holds nothing of the chat that stays', async () => {
  const container = onPage()
  const transport = byHand()
  const outer = createChat({ transport })
  let listeners = 0
  const counted: Chat = {
    ...outer,
    subscribe: (listener) => {
      const leave = outer.subscribe(listener)
      listeners += 1
      return () => {
        listeners -= 1
        leave()
      }
    },
  }
  const { wait, release } = gate()
  root.render(
    <Suspense fallback="waits">
      <Waiting transport={transport} chat={counted} wait={wait} />
    </Suspense>,
  )
  await expect.poll(() => container.textContent).toBe('waits')
  outer.setMessages([said('meanwhile')])
  await settled()
  expect([listeners, transport.exchanges.length]).toEqual([0, 0])
  release()
  await expect.poll(() => container.textContent).toBe('ready')
  // One for each hook that reads it.
  expect(listeners).toBe(2)
  container.querySelector('button')?.click()
  await expect.poll(() => transport.exchanges.length).toBe(1)
  await settled()
  expect([transport.exchanges.length, transport.last().request.signal.aborted]).toEqual([1, false])
  root.render(null)
  await expect.poll(() => listeners).toBe(0)
  await expect.poll(() => transport.last().request.signal.aborted).toBe(true)
})

interface Shown {
  chat?: UseChat
}

interface ConversationProps extends Omit<WaitingProps, 'chat'> {
  readonly id: string
  readonly shown: Shown
}

const atOnce: Schedule = (run) => {
  queueMicrotask(run)
  return () => {}
}

const Conversation = ({ id, transport, wait, shown }: ConversationProps) => {
  const chat = useChat({ id, transport, schedule: atOnce })
  wait()
  useLayoutEffect(() => {
    shown.chat = chat
  })
  return <p>{`${chat.id}: ${chat.messages.map(textOf).join()}`}</p>
}

test('a chat goes on while another takes its place in a transition, and is stopped once it has gone', async () => {
  const container = onPage()
  const transport = byHand()
  const { wait, release } = gate()
  const shown: Shown = {}
  const at = { go: (_name: string): void => {} }
  root.render(
    <Suspense fallback="waits">
      <Switch
        first="first"
        at={at}
        show={(id) => (
          <Conversation id={id} transport={transport} wait={id === 'second' ? wait : () => {}} shown={shown} />
        )}
      />
    </Suspense>,
  )
  await expect.poll(() => shown.chat?.id).toBe('first')
  void shown.chat?.send('Hi')
  const first = transport.last()
  first.say(...opening, words('One'))
  await expect.poll(() => container.textContent).toBe('first: Hi,One')
  at.go('second')
  await settled()
  first.say(words(' two'))
  await expect.poll(() => container.textContent).toBe('first: Hi,One two')
  expect(first.request.signal.aborted).toBe(false)
  release()
  await expect.poll(() => container.textContent).toBe('second: ')
  await expect.poll(() => first.request.signal.aborted).toBe(true)
  void shown.chat?.send('Again')
  expect(transport.last().request.chatId).toBe('second')
})
