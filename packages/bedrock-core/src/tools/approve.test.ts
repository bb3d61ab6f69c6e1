import { describe, expect, it, vi } from 'vitest'
import * as z from 'zod'
import type { Message } from '../speech/message.ts'
import { approve, deny } from './approve.ts'
import { runTools } from './run-tools.ts'
import { calls, says, scriptedModel } from './test/scripted-model.ts'
import { tool } from './tool.ts'

const question: Message = { role: 'user', content: 'Pay them.' }

const scene = (needsApproval: boolean | ((input: { readonly sum: number }) => boolean)) => {
  const paid: number[] = []
  const pay = tool({
    input: z.object({ sum: z.number() }),
    needsApproval,
    execute: ({ sum }) => {
      paid.push(sum)
      return `paid ${sum}`
    },
  })
  const script = scriptedModel(calls(['t1', 'pay', { sum: 5 }], ['t2', 'pay', { sum: 500 }]), says('Done.'))
  return { paid, tools: { pay }, ...script }
}

describe('a call that needs approval', () => {
  it('ends the run with a request, once the calls that need none have run', async () => {
    const { model, tools, paid, asked } = scene(({ sum }) => sum > 100)
    const parts: string[] = []
    const stream = runTools({ model, tools, messages: [question] })
    for await (const part of stream) parts.push(part.type)
    expect(parts.slice(-4)).toEqual(
      expect.arrayContaining(['tool-result', 'tool-approval-request', 'finish-step', 'finish']),
    )
    const { approvalRequests, messages } = await stream.result
    expect(approvalRequests).toEqual([
      {
        type: 'tool-approval-request',
        approvalId: 'approval-t2',
        toolCallId: 't2',
        toolName: 'pay',
        input: { sum: 500 },
      },
    ])
    expect(messages[1]).toMatchObject({ role: 'tool', content: [{ toolCallId: 't1' }] })
    expect([paid, asked.length]).toEqual([[5], 1])
  })

  it.each([
    ['approved', true, 'paid 500', [5, 500]],
    ['denied', false, 'The user refused this tool call: Too much.', [5]],
  ] as const)('%s, goes on with the conversation', async (_word, yes, words, spent) => {
    const { model, tools, paid, asked } = scene(({ sum }) => sum > 100)
    const first = await runTools({ model, tools, messages: [question] }).result
    const content = first.approvalRequests.map((request) => (yes ? approve(request) : deny(request, 'Too much.')))
    const history: readonly Message[] = [question, ...first.messages]
    const stream = runTools({ model, tools, messages: [...history, { role: 'tool', content }] })
    const parts: string[] = []
    for await (const part of stream) parts.push(part.type)
    expect(parts.slice(0, 3)).toEqual(['start', yes ? 'tool-result' : 'tool-output-denied', 'start-step'])
    const second = await stream.result
    expect(paid).toEqual(spent)
    expect(asked).toHaveLength(2)
    expect(asked[1]?.['messages']).toMatchObject([
      { role: 'user' },
      { role: 'assistant' },
      { role: 'tool', content: [{ toolCallId: 't1' }, { toolCallId: 't2', output: { value: words } }] },
    ])
    expect(JSON.stringify(asked[1])).not.toContain('approval')
    // With or without the person's word in it, the conversation can be told again.
    for (const word of [[], [{ role: 'tool', content } as const]]) {
      await runTools({ model, tools, messages: [...history, ...word, ...second.messages, question] }).result
      const told = JSON.stringify(asked.at(-1))
      expect(told.match(/"toolCallId":"t2"/g)).toHaveLength(2)
      expect(told).toContain(words)
      expect(paid).toEqual(spent)
    }
  })

  it('is held to the schema again, and to the tools that there are', async () => {
    const { model, tools, paid } = scene(true)
    const first = await runTools({ model, tools, messages: [question] }).result
    const content = first.approvalRequests.map(approve)
    const messages: readonly Message[] = [question, ...first.messages, { role: 'tool', content }]
    const { messages: added } = await runTools({ model, tools: {}, messages }).result
    expect(JSON.stringify(added[0])).toContain('There is no tool')
    expect(paid).toEqual([])
  })

  it('that was not made cannot be approved', async () => {
    const { model, tools, paid } = scene(true)
    const content = [approve({ toolCallId: 't9', toolName: 'pay' })]
    const failure = runTools({ model, tools, messages: [question, { role: 'tool', content }] }).result
    await expect(failure).rejects.toThrow(/"t9" is approved or denied, but/)
    expect(paid).toEqual([])
  })

  it('is asked for with its checked input and context', async () => {
    const needsApproval = vi.fn(async () => false)
    const { model, tools } = scene(false)
    const asking = { ...tools.pay, needsApproval }
    await runTools({ model, tools: { pay: asking }, messages: [question] }).result
    expect(needsApproval).toHaveBeenCalledWith(
      { sum: 5 },
      expect.objectContaining({ toolCallId: 't1', signal: expect.any(AbortSignal) }),
    )
  })
})
