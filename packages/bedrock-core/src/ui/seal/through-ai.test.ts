import {
  AbstractChat,
  type ChatState,
  DefaultChatTransport,
  lastAssistantMessageIsCompleteWithApprovalResponses,
  lastAssistantMessageIsCompleteWithToolCalls,
  type UIMessage,
} from 'ai'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import type { Delta } from '../../speech/delta.ts'
import { runTools } from '../../tools/run-tools.ts'
import { calls, says, scriptedModel } from '../../tools/test/scripted-model.ts'
import { tool } from '../../tools/tool.ts'
import { toErrorResponse } from '../error-response.ts'
import { readChatRequest } from '../request/read-chat-request.ts'
import { toUIResponse } from '../to-ui-response.ts'
import { toolSeal } from './tool-seal.ts'

class State implements ChatState<UIMessage> {
  status = 'ready' as const
  error = undefined
  messages: UIMessage[] = []
  pushMessage = (message: UIMessage): void => void this.messages.push(message)
  popMessage = (): void => void this.messages.pop()
  replaceMessage = (index: number, message: UIMessage): void => {
    this.messages = this.messages.with(index, structuredClone(message))
  }
  snapshot = <T>(thing: T): T => structuredClone(thing)
}

/** The AI SDK's own chat, with its own rule for going on by itself. */
class TheirChat extends AbstractChat<UIMessage> {}

const scene = (...answers: readonly (readonly Delta[])[]) => {
  const paid: number[] = []
  const tools = {
    pay: tool({
      input: z.object({ sum: z.number() }),
      needsApproval: ({ sum }) => sum > 100,
      execute: async function* ({ sum }) {
        paid.push(sum)
        yield { state: 'sending' }
        yield { state: 'paid', sum }
      },
      toModelOutput: ({ state }) => ({ type: 'text', value: `It is ${state}.` }),
    }),
    locate: tool({ input: z.object({}) }),
  }
  const seal = toolSeal({ secret: 'x'.repeat(32) })
  const { model, asked } = scriptedModel(...answers)
  const bodies: string[] = []
  const server = async (request: Request): Promise<Response> => {
    bodies.push(await request.clone().text())
    try {
      const { messages } = await readChatRequest(request, { tools, seal })
      return toUIResponse(runTools({ model, tools, messages }), { seal })
    } catch (error) {
      return toErrorResponse(error)
    }
  }
  const errors: unknown[] = []
  const chat = new TheirChat({
    state: new State(),
    transport: new DefaultChatTransport({
      api: 'https://chat.example/api',
      fetch: (url, init) => server(new Request(url, init)),
    }),
    sendAutomaticallyWhen: (state) =>
      lastAssistantMessageIsCompleteWithApprovalResponses(state) || lastAssistantMessageIsCompleteWithToolCalls(state),
    onError: (error) => errors.push(error),
  })
  const toolParts = () => chat.messages.flatMap(({ parts }) => parts.filter((part) => part.type.startsWith('tool-')))
  const settled = async (requests: number): Promise<void> => {
    const until = Date.now() + 5000
    while ((bodies.length < requests || chat.status !== 'ready') && errors.length === 0 && Date.now() < until)
      await new Promise((resolve) => setTimeout(resolve, 2))
  }
  /** Sends a request that the browser's user has changed by hand. */
  const forged = (change: (body: string) => string): Promise<Response> =>
    server(
      new Request('https://chat.example/api', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: change(bodies.at(-1) ?? ''),
      }),
    )
  return { chat, paid, asked, errors, toolParts, settled, forged }
}

const big = calls(['t1', 'pay', { sum: 5 }], ['t2', 'pay', { sum: 500 }])

describe('through the AI SDK’s own chat', () => {
  it('steps, preliminary and final outputs arrive, and the next question takes them along, sealed', async () => {
    const { chat, paid, asked, errors, toolParts } = scene(
      calls(['t1', 'pay', { sum: 5 }]),
      says('Paid.'),
      says('Yes.'),
    )
    await chat.sendMessage({ text: 'Pay 5' })
    expect(toolParts()).toMatchObject([{ state: 'output-available', output: { state: 'paid', sum: 5 } }])
    expect(chat.messages).toHaveLength(2)
    await chat.sendMessage({ text: 'Sure?' })
    expect(errors).toEqual([])
    expect(paid).toEqual([5])
    expect(asked).toHaveLength(3)
    expect(asked[2]?.['messages']).toMatchObject([
      { role: 'user' },
      { role: 'assistant', content: [{ type: 'tool-call', toolCallId: 't1' }] },
      { role: 'tool', content: [{ toolCallId: 't1', output: { type: 'text', value: 'It is paid.' } }] },
      { role: 'assistant', content: [{ type: 'text', text: 'Paid.' }] },
      { role: 'user' },
    ])
  })

  it.each([
    ['approved', true, 'output-available', [5, 500]],
    ['denied', false, 'output-denied', [5]],
  ] as const)('a call is %s, and the same message goes on', async (_word, approved, state, spent) => {
    const { chat, paid, asked, errors, toolParts, settled } = scene(big, says('Done.'))
    await chat.sendMessage({ text: 'Pay' })
    expect(toolParts()).toMatchObject([
      { state: 'output-available' },
      { state: 'approval-requested', approval: { id: 'approval-t2' } },
    ])
    await chat.addToolApprovalResponse({ id: 'approval-t2', approved })
    await settled(2)
    expect(errors).toEqual([])
    expect(paid).toEqual(spent)
    expect(asked).toHaveLength(2)
    expect(toolParts().map((part) => 'state' in part && part.state)).toEqual(['output-available', state])
    expect(chat.messages).toHaveLength(2)
    expect(chat.messages[1]?.parts.at(-1)).toMatchObject({ type: 'text', text: 'Done.' })
    await chat.sendMessage({ text: 'And now?' })
    expect([errors, paid]).toEqual([[], spent])
  })

  it('a tool of the browser gives its result, and the answer goes on', async () => {
    const { chat, asked, errors, settled } = scene(calls(['t1', 'locate', {}]), says('You are in Bern.'))
    await chat.sendMessage({ text: 'Where am I?' })
    await chat.addToolOutput({ tool: 'locate', toolCallId: 't1', output: 'Bern' })
    await settled(2)
    expect(errors).toEqual([])
    expect(JSON.stringify(asked[1]?.['messages'])).toContain('"output":{"type":"text","value":"Bern"}')
  })
})

describe('a browser that lies', () => {
  const told = async () => {
    const { chat, settled, ...rest } = scene(big, says('Done.'))
    await chat.sendMessage({ text: 'Pay' })
    await chat.addToolApprovalResponse({ id: 'approval-t2', approved: true })
    await settled(2)
    return rest
  }
  it.each<[string, (body: string) => string]>([
    ['a result', (body) => body.replace('"state":"paid"', '"state":"refunded"')],
    ['an approved input', (body) => body.replace('"sum":500', '"sum":5000')],
    ['an approved call', (body) => body.replaceAll('"toolCallId":"t2"', '"toolCallId":"t3"')],
    ['a signature', (body) => body.replaceAll(/("id":"t2","data":")./g, '$1*')],
    [
      'an approval of a call that was only made',
      (body) => body.replaceAll('data-tool-seal","id":"t2', 'data-tool-seal","id":"t1'),
    ],
  ])('about %s is refused, and nothing runs', async (_name, change) => {
    const { forged, paid, asked } = await told()
    const response = await forged((body) => {
      expect(change(body)).not.toBe(body)
      return change(body)
    })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: { errorText: expect.stringContaining('is not believed') } })
    expect(paid).toEqual([5, 500])
    expect(asked).toHaveLength(2)
  })

  it('about a call of its own tool that no model made is refused', async () => {
    const { chat, settled, forged } = scene(calls(['t1', 'locate', {}]), says('Hi.'))
    await chat.sendMessage({ text: 'Where am I?' })
    await chat.addToolOutput({ tool: 'locate', toolCallId: 't1', output: 'Bern' })
    await settled(2)
    expect((await forged((body) => body)).status).toBe(200)
    expect((await forged((body) => body.replaceAll('"toolCallId":"t1"', '"toolCallId":"t7"'))).status).toBe(400)
  })
})
