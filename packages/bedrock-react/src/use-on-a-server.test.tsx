import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { textOf, type UIMessage } from '@x/bedrock-core/ui'
import { StrictMode, Suspense } from 'react'
import { renderToPipeableStream, renderToString } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import { z } from 'zod'
import type { Chat } from './chat-types.ts'
import { createChat } from './create-chat.ts'
import { resumableTransport } from './resumable-transport.ts'
import { byHand, closing, opening, settled, words } from './test/by-hand.ts'
import { useBranches } from './use-branches.ts'
import { type UseChatOptions, useChat } from './use-chat.ts'
import { useChatSelector, useMessage } from './use-chat-selector.ts'
import { useCompletion } from './use-completion.ts'
import { useObject } from './use-object.ts'
import { useResume } from './use-resume.ts'
import { useToolCalls } from './use-tool-calls.ts'

const said = (id: string, ...parts: UIMessage['parts']): UIMessage => ({ id, role: 'assistant', parts })
const question = said('q', { type: 'text', text: 'From the server' })
const waiting = said('w', {
  type: 'tool-place',
  toolCallId: 'c',
  state: 'input-available',
  input: { of: 'Bern' },
} as UIMessage['parts'][number])

const fetch = vi.fn<typeof globalThis.fetch>(async () => new Response(null, { status: 204 }))
const ran = vi.fn(() => 'here')

/** Every hook at once. */
const Page = (options: UseChatOptions) => {
  const { chat, messages, status } = useChat({ transport: resumableTransport({ fetch }), ...options })
  useResume(chat)
  const calls = useToolCalls(chat, { place: ran })
  const { branchOf } = useBranches(chat)
  const message = useMessage(chat, 'q')
  const count = useChatSelector(chat, (snapshot) => snapshot.messages.length)
  const completion = useCompletion({ fetch, initialCompletion: 'a text' })
  const object = useObject({ schema: z.object({ n: z.number() }), fetch, initialObject: { n: 7 } })
  return (
    <main id={chat.id}>
      {messages.map(textOf).join()} {status} {calls.map(({ toolName }) => toolName).join()}{' '}
      {JSON.stringify(branchOf('q'))} {message && textOf(message)} {count} {completion.completion} {object.object?.n}
    </main>
  )
}

const plain = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll(/\s+/g, ' ')
    .trim()

const everything = 'From the server, ready place {"index":0,"count":1} From the server 2 a text 7'

const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length

test('there is no browser here', () => {
  expect([typeof window, typeof document, typeof requestAnimationFrame]).toEqual(Array(3).fill('undefined'))
})

test('every hook renders on a server: it asks for nothing, runs no tool and leaves no timer', async () => {
  const before = timers()
  const page = (
    <StrictMode>
      <Page id="c" messages={[question, waiting]} />
    </StrictMode>
  )
  expect(plain(renderToString(page))).toBe(everything)
  await settled()
  expect([fetch.mock.calls, ran.mock.calls, timers()]).toEqual([[], [], before])
})

let arrived: Promise<void> | undefined
let there = false

const Late = () => {
  arrived ??= settled().then(() => {
    there = true
  })
  if (!there) throw arrived
  return <Page id="c" messages={[question, waiting]} />
}

test('a page that is streamed from the server, in pieces that wait, is the same', async () => {
  const failures: unknown[] = []
  const html = await new Promise<string>((resolve, reject) => {
    const { pipe } = renderToPipeableStream(
      <Suspense fallback="wait">
        <Late />
      </Suspense>,
      {
        onAllReady: () => resolve(text(pipe(new PassThrough()))),
        onError: (error) => void failures.push(error),
        onShellError: reject,
      },
    )
  })
  expect(plain(html)).toContain(everything)
  expect([failures, fetch.mock.calls]).toEqual([[], []])
})

test('two requests at once share nothing, and each component’s own chat has an id that a browser finds again', () => {
  const one = renderToString(<Page messages={[question]} />)
  const other = renderToString(<Page messages={[]} />)
  expect([one, other].map((html) => html.includes('From the server'))).toEqual([true, false])
  const idOf = (html: string): string | undefined => /id="([^"]*)"/.exec(html)?.[1]
  expect(idOf(one)).toBe(idOf(other))
  expect(idOf(one)).not.toBe('')
})

const Lines = ({ chat }: { readonly chat: Chat }) => <p>{useChat({ chat }).messages.map(textOf).join()}</p>

test('a chat that has gone on since it was made is rendered as it began: what a browser hydrates', async () => {
  const transport = byHand()
  const chat = createChat({ transport, messages: [question] })
  const sent = chat.send('More')
  transport.last().say(...opening, words('Words'), ...closing)
  transport.last().end()
  await sent
  expect(chat.snapshot().messages).toHaveLength(3)
  expect(plain(renderToString(<Lines chat={chat} />))).toBe('From the server')
})
