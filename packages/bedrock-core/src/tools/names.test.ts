import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { streamText } from '../client/stream-text.ts'
import { runTools } from './run-tools.ts'
import { calls, says, scriptedModel } from './test/scripted-model.ts'
import { tool } from './tool.ts'

const legal = /^[a-zA-Z0-9_-]{1,64}$/

const wireNames = (body: object | undefined): string[] =>
  [...JSON.stringify(body).matchAll(/"(?:name|toolName|tool)":"((?:[^"\\\\]|\\\\.)*)"/g)].map(([, name = '']) => name)

test.prop([fc.uniqueArray(fc.string({ minLength: 1, maxLength: 100 }), { minLength: 1, maxLength: 4 })])(
  'tools of any name are legal on the wire, and the caller hears his own names',
  async (names) => {
    const own = names.filter((name) => name !== '__proto__')
    fc.pre(own.length > 0)
    const ran: string[] = []
    const tools = Object.fromEntries(
      own.map((name) => [name, tool({ input: { type: 'object' }, execute: () => void ran.push(name) })]),
    )
    const { model: lookedAt, asked: seen } = scriptedModel(says('Hi'))
    await streamText({ model: lookedAt, tools, prompt: 'x', toolChoice: { tool: own[0] ?? '' } }).result
    const wire = wireNames(seen[0])
    expect(new Set(wire).size).toBe(own.length)
    expect(wire.every((name) => legal.test(name))).toBe(true)
    const offered = Object.keys(tools).map((name) => wire[Object.keys(tools).indexOf(name)] ?? '')
    const { model, asked } = scriptedModel(
      calls(...offered.map((name, at) => [`t${at}`, name, {}] as const)),
      says('Done.'),
    )
    const run = await runTools({ model, tools, prompt: 'x' }).result
    expect(ran).toEqual(Object.keys(tools))
    expect(run.steps[0]?.toolCalls.map(({ toolName }) => toolName)).toEqual(Object.keys(tools))
    expect(wireNames(asked[1]).every((name) => legal.test(name))).toBe(true)
  },
)

test('names in a history of another service are legal too, and stay the same', async () => {
  const { model, asked } = scriptedModel(says('Hi'))
  const called = { toolCallId: 't1', toolName: 'mcp.server/search the web' } as const
  const stream = streamText({
    model,
    messages: [
      { role: 'user', content: 'x' },
      { role: 'assistant', content: [{ type: 'tool-call', ...called, input: {} }] },
      { role: 'tool', content: [{ type: 'tool-result', ...called, output: { type: 'text', value: 'y' } }] },
    ],
  })
  await stream.result
  const [call, result] = wireNames(asked[0])
  expect(call).toMatch(legal)
  expect(result).toBe(call)
})
