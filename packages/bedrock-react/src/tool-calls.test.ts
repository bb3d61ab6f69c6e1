import type { UIChunk, UIMessage } from '@x/bedrock-core/ui'
import { expect, test } from 'vitest'
import { createChat } from './create-chat.ts'
import { byHand, settled } from './test/by-hand.ts'
import {
  addToolApprovalResponse,
  addToolOutput,
  runToolCalls,
  toolCallsAnswered,
  waitingToolCalls,
} from './tool-calls.ts'

const calling = (...ids: string[]): UIChunk[] => [
  { type: 'start', messageId: 'answer' },
  { type: 'start-step' },
  ...ids.map(
    (toolCallId) => ({ type: 'tool-input-available', toolCallId, toolName: 'place', input: { toolCallId } }) as const,
  ),
]
const ending: UIChunk[] = [{ type: 'finish-step' }, { type: 'finish', finishReason: 'tool-calls' }]

const asked = async (chunks: readonly UIChunk[]) => {
  const transport = byHand()
  const chat = createChat({ transport })
  const sent = chat.send('Where am I?')
  transport.last().say(...chunks)
  await settled()
  const end = async (): Promise<void> => {
    transport.last().say(...ending)
    transport.last().end()
    await sent
  }
  return { chat, transport, end }
}

test('the conversation goes on when every call has its output, with the same message', async () => {
  const { chat, transport, end } = await asked(calling('a', 'b'))
  await end()
  expect(waitingToolCalls(chat.snapshot())).toMatchObject([
    { toolCallId: 'a', toolName: 'place', input: { toolCallId: 'a' }, approvalId: undefined },
    { toolCallId: 'b' },
  ])
  await addToolOutput(chat, { toolCallId: 'a', output: { city: 'Bern' } })
  expect([transport.exchanges.length, waitingToolCalls(chat.snapshot()).length]).toEqual([1, 1])
  void addToolOutput(chat, { toolCallId: 'b', errorText: 'No signal' })
  await settled()
  expect(transport.exchanges).toHaveLength(2)
  expect(transport.last().request).toMatchObject({
    trigger: 'submit-message',
    messages: [
      { role: 'user' },
      {
        id: 'answer',
        parts: [
          { type: 'step-start' },
          { state: 'output-available', output: { city: 'Bern' } },
          { state: 'output-error', errorText: 'No signal' },
        ],
      },
    ],
  })
  transport
    .last()
    .say(
      { type: 'start' },
      { type: 'start-step' },
      { type: 'text-start', id: '0' },
      { type: 'text-delta', id: '0', delta: 'Bern.' },
    )
  await settled()
  expect(chat.snapshot().messages).toHaveLength(2)
  expect(chat.snapshot().messages[1]?.parts.map(({ type }) => type)).toEqual([
    'step-start',
    'tool-place',
    'tool-place',
    'step-start',
    'text',
  ])
  chat.stop()
})

test('a failure of the way on keeps the outputs, and retry sends them again', async () => {
  const { chat, transport, end } = await asked(calling('a'))
  await end()
  const added = addToolOutput(chat, { toolCallId: 'a', output: 1 })
  await settled()
  transport.last().say({ type: 'start' }, { type: 'start-step' }, { type: 'text-start', id: '0' })
  await settled()
  transport.last().fail(new Error('x'))
  await added
  expect(chat.snapshot()).toMatchObject({ status: 'error', outcome: 'failed' })
  void chat.retry()
  expect(transport.exchanges[2]?.request.messages).toEqual(transport.exchanges[1]?.request.messages)
  expect(chat.snapshot().messages[1]?.parts).toHaveLength(2)
  chat.stop()
})

test('an output that is there before the answer ends waits for its end', async () => {
  const { chat, transport, end } = await asked(calling('a'))
  const added = addToolOutput(chat, { toolCallId: 'a', output: 1 })
  await settled()
  expect(transport.exchanges).toHaveLength(1)
  await end()
  await settled()
  expect(transport.exchanges).toHaveLength(2)
  chat.stop()
  await added
})

test('after a stop the output is kept, and nothing is sent', async () => {
  const { chat, transport } = await asked(calling('a'))
  const added = addToolOutput(chat, { toolCallId: 'a', output: 1 })
  chat.stop()
  await added
  expect(transport.exchanges).toHaveLength(1)
  expect(chat.snapshot().messages[1]?.parts[1]).toMatchObject({ state: 'output-available', output: 1 })
})

test('sendAutomaticallyWhen decides', async () => {
  const transport = byHand()
  const message: UIMessage = {
    id: 'm',
    role: 'assistant',
    parts: [{ type: 'tool-place', toolCallId: 'a', state: 'input-available', input: 1 }],
  }
  const chat = createChat({ transport, messages: [message], sendAutomaticallyWhen: () => false })
  await addToolOutput(chat, { toolCallId: 'a', output: 1 })
  expect(toolCallsAnswered(chat.snapshot())).toBe(true)
  expect(transport.exchanges).toHaveLength(0)
  await expect(addToolOutput(chat, { toolCallId: 'z', output: 1 })).rejects.toMatchObject({ code: 'invalid-argument' })
})

test('approval: the decision keeps what the server said, and goes to it', async () => {
  const { chat, transport, end } = await asked([
    ...calling('a'),
    { type: 'tool-approval-request', approvalId: 'p', toolCallId: 'a', signature: 's', reason: 'It deletes.' },
  ])
  await end()
  expect(waitingToolCalls(chat.snapshot())).toMatchObject([{ toolCallId: 'a', approvalId: 'p' }])
  void addToolApprovalResponse(chat, { id: 'p', approved: false, reason: 'Too dear.' })
  await settled()
  expect(transport.last().request.messages[1]?.parts[1]).toEqual({
    type: 'tool-place',
    toolCallId: 'a',
    input: { toolCallId: 'a' },
    state: 'approval-responded',
    approval: { id: 'p', approved: false, reason: 'Too dear.', requestReason: 'It deletes.', signature: 's' },
  })
  chat.stop()
  await expect(addToolApprovalResponse(chat, { id: 'p', approved: true })).rejects.toThrow(/no such tool call/)
})

test('tools in the browser run once each, and what they throw goes to the model', async () => {
  const { chat, transport, end } = await asked(calling('a', 'b', 'c'))
  const ran: string[] = []
  const leave = runToolCalls(chat, {
    place: async (_input, { toolCallId }) => {
      ran.push(toolCallId)
      if (toolCallId === 'b') throw new Error('No signal')
      return toolCallId
    },
  })
  expect(ran).toEqual([])
  await end()
  await settled()
  expect(ran).toEqual(['a', 'b', 'c'])
  expect(transport.exchanges).toHaveLength(2)
  expect(transport.last().request.messages[1]?.parts).toMatchObject([
    { type: 'step-start' },
    { output: 'a' },
    { errorText: 'No signal' },
    { output: 'c' },
  ])
  leave()
  chat.stop()
})

test.each([
  ['no message', undefined, false],
  ['an earlier step', [{ type: 'tool-a', toolCallId: '1', state: 'output-available' }, { type: 'step-start' }], false],
  ['a preliminary output', [{ type: 'tool-a', toolCallId: '1', state: 'output-available', preliminary: true }], false],
  [
    'the provider’s own call',
    [{ type: 'tool-a', toolCallId: '1', state: 'output-available', providerExecuted: true }],
    false,
  ],
  ['a denied call', [{ type: 'tool-a', toolCallId: '1', state: 'output-denied' }], true],
  ['an input that broke off', [{ type: 'tool-a', toolCallId: '1', state: 'output-error' }], true],
] as const)('%s: answered is %s', (_name, parts, answered) => {
  const messages: readonly UIMessage[] = parts === undefined ? [] : [{ id: 'm', role: 'assistant', parts }]
  expect(toolCallsAnswered({ messages })).toBe(answered)
})
