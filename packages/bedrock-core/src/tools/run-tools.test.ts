import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { generateText } from '../client/generate-text.ts'
import { streamText } from '../client/stream-text.ts'
import { runTools } from './run-tools.ts'
import { stepCountIs } from './stop.ts'
import { calls, says, scriptedModel } from './test/scripted-model.ts'
import { collect, tools, wait } from './test/tools.ts'
import { tool } from './tool.ts'

const threeSteps = () =>
  scriptedModel(
    calls(['t1', 'weather', { city: 'Bern' }], ['t2', 'weather', { city: 'Lyon' }]),
    calls(['t3', 'add', { a: 2 }]),
    says('Done.'),
  )

describe('a run of three steps with parallel tools', () => {
  it('asks again with every result, in the order of the calls', async () => {
    const { model, asked } = threeSteps()
    const run = await runTools({ model, tools, prompt: 'Weather?' }).result
    expect(asked).toHaveLength(3)
    expect(run.text).toBe('Done.')
    expect(run.messages).toEqual([
      { role: 'assistant', content: run.steps[0]?.content },
      {
        role: 'tool',
        content: [
          {
            type: 'tool-result',
            toolCallId: 't1',
            toolName: 'weather',
            output: { type: 'text', value: 'Bern: 21 °C' },
          },
          {
            type: 'tool-result',
            toolCallId: 't2',
            toolName: 'weather',
            output: { type: 'text', value: 'Lyon: 21 °C' },
          },
        ],
      },
      { role: 'assistant', content: run.steps[1]?.content },
      {
        role: 'tool',
        content: [
          { type: 'tool-result', toolCallId: 't3', toolName: 'add', output: { type: 'json', value: { sum: 3 } } },
        ],
      },
      { role: 'assistant', content: [{ type: 'text', text: 'Done.' }] },
    ])
    expect(asked[2]?.['messages']).toEqual([
      { role: 'user', content: [{ type: 'text', text: 'Weather?' }] },
      ...JSON.parse(JSON.stringify(run.messages.slice(0, 4))),
    ])
  })

  it('keeps each step’s usage, and sums what every step said', async () => {
    const { model } = threeSteps()
    const stream = runTools({ model, tools, prompt: 'Weather?' })
    const { usage } = await stream.result
    expect(usage).toMatchObject({ inputTokens: 30, outputTokens: 15, totalTokens: 45 })
    expect(usage).not.toHaveProperty('cacheReadTokens')
    expect((await stream.steps).map((step) => step.usage.totalTokens)).toEqual([17, 17, 15])
  })

  it('is one stream: a start, its steps with the tools inside them, a finish', async () => {
    const { model } = threeSteps()
    const parts = await collect(runTools({ model, tools, prompt: 'Weather?' }))
    const input = ['tool-input-start', 'tool-input-delta', 'tool-input-end', 'tool-call']
    expect(parts.map(({ type }) => type)).toEqual([
      'start',
      'start-step',
      ...[...input, ...input],
      ...['tool-result', 'tool-result', 'finish-step'],
      'start-step',
      ...input,
      ...['tool-result', 'finish-step'],
      ...['start-step', 'text-start', 'text-delta', 'text-end', 'finish-step'],
      'finish',
    ])
  })

  it('gives only its text, where that is all one wants', async () => {
    expect(await collect(runTools({ model: threeSteps().model, tools, prompt: 'x' }).textStream)).toEqual(['Done.'])
  })

  it('tells each step, and waits', async () => {
    const told: string[] = []
    const { model } = threeSteps()
    const onStepFinish = async ({ stepNumber }: { readonly stepNumber: number }) => {
      await wait(5)
      told.push(`step ${stepNumber}`)
    }
    for await (const part of runTools({ model, tools, prompt: 'x', onStepFinish }))
      if (part.type === 'finish-step') told.push(`finish-step ${part.stepNumber}`)
    expect(told).toEqual([0, 1, 2].flatMap((step) => [`step ${step}`, `finish-step ${step}`]))
  })
})

test.prop([fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 2, maxLength: 6 }), fc.integer({ min: 1, max: 7 })], {
  numRuns: 40,
})('however long tools take and however many run at once, the messages are the same', async (durations, most) => {
  let running = 0
  let highest = 0
  const slow = tool({
    input: z.object({ at: z.number() }),
    execute: async function* ({ at }) {
      highest = Math.max(highest, ++running)
      yield `begun ${at}`
      await wait(durations[at] ?? 0)
      running--
      yield `done ${at}`
    },
  })
  const { model, asked } = scriptedModel(
    calls(...durations.map((_, at) => [`t${at}`, 'slow', { at }] as const)),
    says('Done.'),
  )
  const parts = await collect(runTools({ model, tools: { slow }, prompt: 'x', maxParallelTools: most }))
  const finish = parts.at(-1)
  expect(finish?.type === 'finish' && finish.generation.messages[1]).toEqual({
    role: 'tool',
    content: durations.map((_, at) => ({
      type: 'tool-result',
      toolCallId: `t${at}`,
      toolName: 'slow',
      output: { type: 'text', value: `done ${at}` },
    })),
  })
  expect(asked).toHaveLength(2)
  expect(highest).toBeLessThanOrEqual(Math.min(most, durations.length))
  for (const at of durations.keys()) {
    const own = parts.filter((part) => part.type === 'tool-result' && part.toolCallId === `t${at}`)
    expect(own.map((part) => part.type === 'tool-result' && [part.output, part.preliminary ?? false])).toEqual([
      [`begun ${at}`, true],
      [`done ${at}`, true],
      [`done ${at}`, false],
    ])
  }
})

it('gives results as they finish', async () => {
  const slow = tool({ input: z.object({ ms: z.number() }), execute: ({ ms }) => wait(ms).then(() => ms) })
  const { model } = scriptedModel(calls(['a', 'slow', { ms: 60 }], ['b', 'slow', { ms: 1 }]), says('ok'))
  const results = (await collect(runTools({ model, tools: { slow }, prompt: 'x' }))).filter(
    (part) => part.type === 'tool-result',
  )
  expect(results.map(({ toolCallId }) => toolCallId)).toEqual(['b', 'a'])
})

describe('prepareStep', () => {
  it('changes one step: its tools, choice, system and model', async () => {
    const { model, asked } = threeSteps()
    await runTools({
      model,
      tools,
      prompt: 'x',
      toolChoice: 'required',
      prepareStep: ({ stepNumber, messages }) =>
        stepNumber === 0
          ? undefined
          : { activeTools: ['add'], toolChoice: 'auto', system: `Step ${stepNumber}`, messages: messages.slice(0, 1) },
    }).result
    expect(asked.map(({ toolChoice, tools }) => [toolChoice, JSON.stringify(tools).includes('weather')])).toEqual([
      ['required', true],
      ['auto', false],
      ['auto', false],
    ])
    expect(asked[1]).toMatchObject({ system: [{ text: 'Step 1' }], messages: [{ role: 'user' }] })
    expect(asked[1]?.['messages']).toHaveLength(1)
  })
  it('hides a tool: a call of it is a mistake', async () => {
    const { model } = scriptedModel(calls(['t1', 'weather', { city: 'Bern' }]), says('ok'))
    const { steps } = await runTools({ model, tools, prompt: 'x', activeTools: ['add'] }).result
    expect(steps[0]?.toolErrors[0]?.errorText).toMatch(/no tool "weather"/)
  })
})

it('tools hear their input while it is written', async () => {
  const heard: string[] = []
  const listens = tool({ input: { type: 'object' }, onInputDelta: ({ delta }) => heard.push(delta) })
  const { model } = scriptedModel(calls(['t1', 'listens', { a: 1 }]))
  await runTools({ model, tools: { listens }, prompt: 'x' }).result
  expect(heard).toEqual(['{"a":1}'])
})

it('what only runTools understands is refused elsewhere by name', async () => {
  const { model, asked } = scriptedModel(says('Hi'))
  const wrong = { model, prompt: 'x', stopWhen: stepCountIs(2) }
  // @ts-expect-error stopWhen is not streamText's
  await expect(streamText(wrong).result).rejects.toThrow(/runTools/)
  // @ts-expect-error maxSteps is not generateText's
  await expect(generateText({ model, prompt: 'x', maxSteps: 2 })).rejects.toThrow(/runTools/)
  expect(asked).toHaveLength(0)
})

it.each([[{ maxSteps: 0 }], [{ maxParallelTools: 1.5 }]])('%j is refused', (options) => {
  expect(() => runTools({ model: scriptedModel().model, tools, prompt: 'x', ...options })).toThrow(/whole number/)
})

it('a tool’s input must be an object', () => {
  expect(() => tool({ input: z.string() })).toThrow(/must be an object/)
})
