import { describe, expectTypeOf, it } from 'vitest'
import * as z from 'zod'
import { streamText } from '../client/stream-text.ts'
import type { Json } from '../speech/json.ts'
import { runTools } from './run-tools.ts'
import { scriptedModel } from './test/scripted-model.ts'
import { type ToolContext, tool } from './tool.ts'
import type { InputOf, OutputOf } from './tool-set.ts'

const weather = tool({
  input: z.object({ city: z.string(), days: z.number().default(1) }),
  execute: async ({ city, days }, context) => {
    expectTypeOf(city).toEqualTypeOf<string>()
    expectTypeOf(days).toEqualTypeOf<number>()
    expectTypeOf(context).toEqualTypeOf<ToolContext>()
    return { celsius: 21 }
  },
  needsApproval: ({ days }) => days > 7,
})
const search = tool({
  input: { type: 'object', properties: { words: { type: 'string' } }, required: ['words'] },
  execute: async function* ({ words }) {
    expectTypeOf(words).toEqualTypeOf<string>()
    yield [words]
  },
  toModelOutput: (found) => {
    expectTypeOf(found).toEqualTypeOf<string[]>()
    return { type: 'text', value: found.join() }
  },
})
const locate = tool({ input: z.object({ exact: z.boolean() }) })
const { model } = scriptedModel()
const tools = { weather, search, locate }

describe('a tool', () => {
  it('has the types of its schema and of what it gives', () => {
    expectTypeOf<InputOf<typeof weather>>().toEqualTypeOf<{ city: string; days?: number | undefined }>()
    expectTypeOf<OutputOf<typeof weather>>().toEqualTypeOf<{ celsius: number }>()
    expectTypeOf<OutputOf<typeof search>>().toEqualTypeOf<string[]>()
    expectTypeOf<InputOf<typeof locate>>().toEqualTypeOf<{ exact: boolean }>()
  })

  it('is told apart by its name in every part, step and result', async () => {
    const stream = runTools({ model, tools, prompt: 'x' })
    for await (const part of stream) {
      if (part.type === 'tool-call') expectTypeOf(part.input).toEqualTypeOf<Json>()
      if (part.type === 'tool-result' && part.toolName === 'weather')
        expectTypeOf(part.output).toEqualTypeOf<{ celsius: number }>()
      if (part.type === 'tool-approval-request' && part.toolName === 'search')
        expectTypeOf(part.input).toEqualTypeOf<{ words: string }>()
    }
    const { clientToolCalls } = await stream.result
    for (const call of clientToolCalls)
      if (call.toolName === 'locate') expectTypeOf(call.input).toEqualTypeOf<{ exact: boolean }>()
    for (const { toolResults } of await stream.steps)
      for (const result of toolResults)
        if (result.toolName === 'search') expectTypeOf(result.output).toEqualTypeOf<string[]>()
  })

  it('is chosen by a name that there is', () => {
    runTools({ model, tools, prompt: 'x', toolChoice: { tool: 'weather' }, activeTools: ['search'] })
    // @ts-expect-error no such tool
    runTools({ model, tools, prompt: 'x', activeTools: ['clock'] })
    // @ts-expect-error no such tool
    runTools({ model, tools, prompt: 'x', prepareStep: () => ({ toolChoice: { tool: 'clock' } }) })
  })

  it('may be offered in a single call too', () => {
    streamText({ model, tools, prompt: 'x' })
  })
})
