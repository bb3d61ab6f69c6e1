import { BedrockError, textOf } from '@x/bedrock-core/ui'
import { expect, test } from 'vitest'
import type { ChatFinish, ChatOptions, ChatSnapshot } from './chat-types.ts'
import { createChat } from './create-chat.ts'
import { byHand, closing, framesByHand, opening, settled, words } from './test/by-hand.ts'

const begin = (options: ChatOptions = {}) => {
  const transport = byHand()
  const frames = framesByHand()
  const finishes: ChatFinish[] = []
  const chat = createChat({
    id: 'c',
    transport,
    schedule: frames.schedule,
    onFinish: (finish) => finishes.push(finish),
    ...options,
  })
  const published: ChatSnapshot[] = []
  chat.subscribe(() => published.push(chat.snapshot()))
  return { chat, transport, frames, published, finishes }
}

const texts = ({ messages }: ChatSnapshot): string[] => messages.map(textOf)

test('a question goes out at once, the answer comes by frames, its end at once and whole', async () => {
  const { chat, transport, frames, published, finishes } = begin()
  const sent = chat.send('Hi')
  expect(chat.snapshot()).toMatchObject({ status: 'submitted', error: undefined, messages: [{ role: 'user' }] })
  expect(transport.last().request).toMatchObject({
    chatId: 'c',
    trigger: 'submit-message',
    messages: chat.snapshot().messages,
  })
  transport.last().say(...opening)
  await settled()
  expect(chat.snapshot().status).toBe('streaming')
  for (const word of ['a', 'b', 'c']) {
    transport.last().say(words(word))
    await settled()
  }
  expect(texts(chat.snapshot())).toEqual(['Hi', ''])
  frames.next()
  expect(texts(chat.snapshot())).toEqual(['Hi', 'abc'])
  transport.last().say(words('d'), ...closing)
  transport.last().end()
  await sent
  expect(chat.snapshot()).toMatchObject({ status: 'ready', messages: [{}, { id: 'answer', metadata: { model: 'm' } }] })
  expect(texts(chat.snapshot())).toEqual(['Hi', 'abcd'])
  expect(frames.waits).toBe(false)
  expect(published.map(({ status }) => status)).toEqual(['submitted', 'streaming', 'streaming', 'ready'])
  expect(finishes).toMatchObject([{ outcome: 'done', finishReason: 'stop', message: { id: 'answer' } }])
})

test('snapshots never change, and messages that did not change are the same objects', async () => {
  const { chat, transport, frames } = begin()
  void chat.send('Hi')
  transport.last().say(...opening, words('a'))
  await settled()
  const before = chat.snapshot()
  transport.last().say(words('b'))
  await settled()
  expect(chat.snapshot()).toBe(before)
  frames.next()
  expect(texts(before)).toEqual(['Hi', 'a'])
  expect(texts(chat.snapshot())).toEqual(['Hi', 'ab'])
  expect(chat.snapshot().messages[0]).toBe(before.messages[0])
  chat.stop()
})

test('until the first word the chat waits, and there is no message', async () => {
  const { chat, transport } = begin()
  void chat.send('Hi')
  transport.last().say({ type: 'start' }, { type: 'start-step' })
  await settled()
  expect(chat.snapshot()).toMatchObject({ status: 'submitted', messages: [{ role: 'user' }] })
  chat.stop()
  expect(chat.snapshot()).toMatchObject({ status: 'ready', messages: [{ role: 'user' }] })
})

test('stop ends at once, keeps all that came, and hears nothing more', async () => {
  const { chat, transport, frames, finishes } = begin()
  const sent = chat.send('Hi')
  const exchange = transport.last()
  exchange.say(...opening)
  await settled()
  exchange.say(words('half'))
  await settled()
  chat.stop()
  expect(exchange.request.signal.aborted).toBe(true)
  expect(chat.snapshot()).toMatchObject({ status: 'ready', error: undefined })
  expect(texts(chat.snapshot())).toEqual(['Hi', 'half'])
  const stopped = chat.snapshot()
  exchange.say(words(' more'), ...closing)
  await sent
  frames.next()
  expect(chat.snapshot()).toBe(stopped)
  expect(finishes).toMatchObject([{ outcome: 'stopped', finishReason: undefined }])
})

test('a failure is published with everything that came before it; retry asks the same again', async () => {
  const errors: BedrockError[] = []
  const { chat, transport, finishes } = begin({ onError: (error) => errors.push(error) })
  const sent = chat.send('Hi')
  transport.last().say(...opening)
  await settled()
  transport.last().say(words('half'))
  const cause = new BedrockError('throttled', 'Busy.')
  transport.last().fail(cause)
  await sent
  expect(chat.snapshot()).toMatchObject({ status: 'error', error: cause })
  expect(texts(chat.snapshot())).toEqual(['Hi', 'half'])
  expect(errors).toEqual([cause])
  expect(finishes).toMatchObject([{ outcome: 'failed' }])
  const retried = chat.retry()
  expect(chat.snapshot()).toMatchObject({ status: 'submitted', error: undefined, messages: [{ role: 'user' }] })
  expect(transport.last().request.messages).toEqual(transport.exchanges[0]?.request.messages)
  transport.last().say(...opening, words('whole'), ...closing)
  transport.last().end()
  await retried
  expect(texts(chat.snapshot())).toEqual(['Hi', 'whole'])
})

test('a failure before the first word leaves the question alone, and a foreign failure has a code', async () => {
  const { chat, transport } = begin()
  const sent = chat.send('Hi')
  transport.last().fail(new Error('x'))
  await sent
  expect(chat.snapshot()).toMatchObject({ status: 'error', error: { code: 'unknown' }, messages: [{ role: 'user' }] })
  chat.clearError()
  expect(chat.snapshot()).toMatchObject({ status: 'ready', error: undefined })
})

test('regenerate asks again for the last answer, or for the one that is named', async () => {
  const message = (id: string, role: 'user' | 'assistant') =>
    ({ id, role, parts: [{ type: 'text', text: id }] }) as const
  const messages = [
    message('q1', 'user'),
    message('a1', 'assistant'),
    message('q2', 'user'),
    message('a2', 'assistant'),
  ]
  const { chat, transport } = begin({ messages })
  void chat.regenerate()
  expect(transport.last().request).toMatchObject({
    trigger: 'regenerate-message',
    messageId: undefined,
    messages: messages.slice(0, 3),
  })
  chat.setMessages(messages)
  void chat.regenerate({ messageId: 'a1', body: { warm: true } })
  expect(transport.last().request).toMatchObject({
    messageId: 'a1',
    messages: messages.slice(0, 1),
    body: { warm: true },
  })
  chat.stop()
  chat.setMessages([])
  await expect(chat.regenerate()).rejects.toMatchObject({ code: 'invalid-argument' })
})

test('a question during an answer stops it first, and keeps what had come', async () => {
  const { chat, transport } = begin()
  void chat.send('one')
  transport.last().say(...opening, words('half'))
  await settled()
  void chat.send('two')
  expect(transport.exchanges[0]?.request.signal.aborted).toBe(true)
  expect(texts(chat.snapshot())).toEqual(['one', 'half', 'two'])
  expect(chat.snapshot().status).toBe('submitted')
  chat.stop()
})

test('a message that says nothing is refused and changes nothing', async () => {
  const { chat, transport, published } = begin()
  await expect(chat.send(' ')).rejects.toMatchObject({ code: 'invalid-argument' })
  await expect(chat.send({ files: [] })).rejects.toMatchObject({ code: 'invalid-argument' })
  expect([transport.exchanges, published]).toEqual([[], []])
})

test('data is told as it comes; what is transient is not kept', async () => {
  const told: unknown[] = []
  const { chat, transport } = begin({ onData: ({ type, data }) => told.push([type, data]) })
  void chat.send({ text: 'Hi', metadata: { from: 'me' } })
  transport.last().say({ type: 'data-a', data: 1 }, { type: 'data-b', data: 2, transient: true })
  await settled()
  expect(told).toEqual([
    ['data-a', 1],
    ['data-b', 2],
  ])
  expect(chat.snapshot().messages).toMatchObject([
    { metadata: { from: 'me' } },
    { parts: [{ type: 'data-a', data: 1 }] },
  ])
  chat.stop()
})

test('work per delta does not grow: ten times the deltas without a frame publish nothing more', async () => {
  const { chat, transport, published } = begin()
  void chat.send('Hi')
  transport.last().say(...opening)
  await settled()
  const before = published.length
  for (let i = 0; i < 20_000; i++) transport.last().say(words('word '))
  await settled()
  expect(published.length).toBe(before)
  chat.stop()
  expect(texts(chat.snapshot())[1]?.length).toBe(100_000)
})
