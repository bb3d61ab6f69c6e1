import { describe, expect, it, vi } from 'vitest'
import * as z from 'zod'
import { failureOf } from '../client/test/fake-service.ts'
import { runTools } from './run-tools.ts'
import { hasToolCall, stepCountIs } from './stop.ts'
import { call, calls, says, scriptedModel } from './test/scripted-model.ts'
import { tools, wait } from './test/tools.ts'
import { type ToolContext, tool } from './tool.ts'

describe('a run ends', () => {
  const endless = () => scriptedModel(calls(['t1', 'add', { a: 1 }]))
  it.each([
    [{ maxSteps: 3 }, 3],
    [{ stopWhen: stepCountIs(4) }, 4],
    [{ stopWhen: [stepCountIs(9), hasToolCall('add')] }, 1],
    [{ stopWhen: hasToolCall('weather'), maxSteps: 2 }, 2],
    [{}, 20],
  ])('after %j: %i requests', async (options, requests) => {
    const { model, asked } = endless()
    const run = await runTools({ model, tools, prompt: 'x', ...options }).result
    expect(asked).toHaveLength(requests)
    expect(run.finishReason).toBe('tool-calls')
    // The last step's tools have run: the conversation can go on.
    expect(run.messages.at(-1)?.role).toBe('tool')
  })
  it('at a cut answer, whose calls are not acted on', async () => {
    const execute = vi.fn(() => 1)
    const cut = [...call(0, 't1', 'spend', {}), { type: 'finish', raw: 'max_tokens' } as const]
    const { model, asked } = scriptedModel(cut)
    const spend = tool({ input: { type: 'object' }, execute })
    const run = await runTools({ model, tools: { spend }, prompt: 'x' }).result
    expect(run.finishReason).toBe('length')
    expect(asked).toHaveLength(1)
    expect(execute).not.toHaveBeenCalled()
    expect(JSON.stringify(run.messages[1])).toContain('The tool was not run. The answer ended early: length.')
  })
  it('at a call of a tool without execute, once the other tools have run', async () => {
    const locate = tool({ input: z.object({ exact: z.boolean() }) })
    const { model, asked } = scriptedModel(
      calls(['t1', 'locate', { exact: true }], ['t2', 'add', { a: 1 }]),
      says('Hi'),
    )
    const messages = [{ role: 'user', content: 'Where am I?' }] as const
    const first = await runTools({ model, tools: { locate, add: tools.add }, messages }).result
    expect(first.clientToolCalls).toEqual([{ toolCallId: 't1', toolName: 'locate', input: { exact: true } }])
    expect(first.messages[1]).toMatchObject({ role: 'tool', content: [{ toolCallId: 't2' }] })
    const output = { type: 'text', value: 'Bern' } as const
    const given = { type: 'tool-result', toolCallId: 't1', toolName: 'locate', output } as const
    const second = await runTools({
      model,
      tools: { locate, add: tools.add },
      messages: [...messages, ...first.messages, { role: 'tool', content: [given] }],
    }).result
    expect(second.text).toBe('Hi')
    expect(second.messages).toHaveLength(1)
    expect(asked[1]?.['messages']).toMatchObject([
      { role: 'user' },
      { role: 'assistant' },
      { role: 'tool', content: [{ toolCallId: 't1' }, { toolCallId: 't2' }] },
    ])
  })
})

describe('a run that is left', () => {
  const hanging = (seen: ToolContext[]) =>
    tool({
      input: { type: 'object' },
      execute: (_input, context) => {
        seen.push(context)
        return new Promise<never>(() => {})
      },
    })
  it('by abort ends its tools at once, even those that do not heed their signal', async () => {
    const seen: ToolContext[] = []
    const { model, asked } = scriptedModel(calls(['t1', 'hang', {}], ['t2', 'hang', {}]))
    const abort = new AbortController()
    const stream = runTools({ model, tools: { hang: hanging(seen) }, prompt: 'x', signal: abort.signal })
    const failure = failureOf(stream.result)
    await vi.waitFor(() => expect(seen).toHaveLength(2))
    expect(seen[0]).toMatchObject({ toolCallId: 't1', messages: [{ role: 'user' }, { role: 'assistant' }] })
    abort.abort()
    expect(await failure).toMatchObject({ code: 'aborted', partial: { steps: [], messages: [{ role: 'assistant' }] } })
    expect(seen.every(({ signal }) => signal.aborted)).toBe(true)
    expect(asked).toHaveLength(1)
  })
  it('by breaking out of its loop, while a tool runs', async () => {
    const seen: ToolContext[] = []
    const { model, asked } = scriptedModel(calls(['t1', 'hang', {}]))
    for await (const part of runTools({ model, tools: { hang: hanging(seen) }, prompt: 'x' })) {
      if (part.type !== 'tool-call') continue
      break
    }
    await wait(5)
    expect(seen.every(({ signal }) => signal.aborted)).toBe(true)
    expect(asked).toHaveLength(1)
  })
})

it('a failure of a later step tells what was done before', async () => {
  const broken = [{ type: 'text', block: 0, text: 'Half' } as const]
  const { model } = scriptedModel(calls(['t1', 'add', { a: 1 }]), broken)
  const failure = await failureOf(runTools({ model, tools, prompt: 'x' }).result)
  expect(failure).toMatchObject({
    code: 'truncated',
    partial: { text: 'Half', steps: [{ stepNumber: 0 }], messages: [{ role: 'assistant' }, { role: 'tool' }] },
  })
})
