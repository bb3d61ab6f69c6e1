import { context, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { withMiddleware } from '../reliability/with-middleware.ts'
import { runTools } from '../tools/run-tools.ts'
import { calls, says, scriptedModel } from '../tools/test/scripted-model.ts'
import { type Tool, tool } from '../tools/tool.ts'
import { telemetry } from './telemetry.ts'
import { recording } from './test/recording.ts'
import { tracedTools } from './traced-tools.ts'

beforeAll(() => void context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable()))
afterAll(() => context.disable())

describe('tracedTools', () => {
  const scope = { toolCallId: 'call-1', signal: new AbortController().signal, messages: [] }
  const run = (tool: Tool): unknown => tool.execute?.({}, scope)
  const base: Tool = { inputSchema: {}, validate: async (value) => ({ value }) }

  it('makes a span of every execution, whatever it gives, that fails as it fails', async () => {
    const { tracer, spans } = recording()
    const tools = tracedTools(
      {
        now: { ...base, description: 'The time', execute: () => 'noon' },
        later: {
          ...base,
          execute: async () => {
            tracer.startSpan('inside').end()
            return 7
          },
        },
        many: {
          ...base,
          async *execute() {
            yield 1
            yield 2
          },
        },
        broken: {
          ...base,
          execute: () => {
            throw new RangeError('a secret wish')
          },
        },
        theirs: base,
      },
      { tracer },
    )
    expect(await run(tools.now)).toBe('noon')
    expect(await run(tools.later)).toBe(7)
    const outputs: unknown[] = []
    for await (const output of run(tools.many) as AsyncIterable<unknown>) outputs.push(output)
    expect(outputs).toEqual([1, 2])
    expect(() => run(tools.broken)).toThrow(RangeError)
    expect(tools.theirs).toBe(base)
    expect(spans().map(({ name }) => name)).toEqual([
      'execute_tool now',
      'inside',
      'execute_tool later',
      'execute_tool many',
      'execute_tool broken',
    ])
    expect(spans()[0]?.attributes).toEqual({
      'gen_ai.operation.name': 'execute_tool',
      'gen_ai.tool.name': 'now',
      'gen_ai.tool.call.id': 'call-1',
      'gen_ai.tool.type': 'function',
      'gen_ai.tool.description': 'The time',
    })
    expect(spans()[1]?.parentSpanContext?.spanId).toBe(spans()[2]?.spanContext().spanId)
    expect(JSON.stringify(spans()[4]?.attributes)).not.toContain('wish')
    expect(spans()[4]?.attributes['error.type']).toBe('RangeError')
    expect(trace.getActiveSpan()).toBeUndefined()
  })

  it('tells a run of two steps: calls of the model, and executions at once, under the span that runs', async () => {
    const { tracer, meter, spans, measured } = recording()
    const input = z.object({ city: z.string().optional() })
    let running = 0
    let together = 0
    const weather = tool({
      description: 'The weather in a city.',
      input,
      execute: async ({ city }) => {
        together = Math.max(together, ++running)
        await Promise.resolve()
        tracer.startSpan(`lookup ${city}`).end()
        running -= 1
        return `${city}: mild`
      },
    })
    const broken = tool({
      input,
      execute: () => {
        throw new RangeError('a secret wish')
      },
    })
    const { model, asked } = scriptedModel(
      calls(['1', 'weather', { city: 'Oslo' }], ['2', 'broken', {}], ['3', 'weather', { city: 'Lyon' }]),
      says('Mild.'),
    )
    const tools = tracedTools({ weather, broken }, { tracer })
    const run = tracer.startSpan('run')
    const { text, steps } = await context.with(
      trace.setSpan(context.active(), run),
      () =>
        runTools({ model: withMiddleware(model, telemetry({ tracer, meter })), tools, prompt: 'Where is it mild?' })
          .result,
    )
    run.end()
    expect([text, steps.length, asked.length, together]).toEqual(['Mild.', 2, 2, 2])

    const all = spans()
    const parentOf = (id: string | undefined) => all.find((span) => span.spanContext().spanId === id)?.name
    const told = all.map(({ name, parentSpanContext, attributes }) => [
      name,
      parentOf(parentSpanContext?.spanId),
      attributes['gen_ai.tool.call.id'] ?? attributes['gen_ai.usage.input_tokens'],
    ])
    expect(told.toSorted()).toEqual(
      [
        ['run', undefined, undefined],
        ['chat script.one-v1:0', 'run', 12],
        ['chat script.one-v1:0', 'run', 10],
        ['execute_tool weather', 'run', '1'],
        ['execute_tool broken', 'run', '2'],
        ['execute_tool weather', 'run', '3'],
        ['lookup Oslo', 'execute_tool weather', undefined],
        ['lookup Lyon', 'execute_tool weather', undefined],
      ].toSorted(),
    )
    const failed = all.find(({ name }) => name === 'execute_tool broken')
    expect([failed?.status.code, failed?.attributes['error.type']]).toEqual([2, 'RangeError'])
    expect(JSON.stringify(all.map(({ attributes, events, status }) => [attributes, events, status]))).not.toMatch(
      /wish|mild|Oslo/i,
    )
    const durations = (await measured()).filter(({ name }) => name === 'gen_ai.client.operation.duration')
    expect(durations).toMatchObject([{ value: { count: 2 } }])
  })
})
