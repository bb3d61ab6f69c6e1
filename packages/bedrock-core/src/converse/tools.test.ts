import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../speech/json.ts'
import type { Prompt, Turn } from '../speech/prompt.ts'
import { checked } from '../testing/checked.ts'
import { converse } from './converse.ts'
import type { ConverseSettings } from './settings.ts'

const encode = (prompt: Partial<Prompt>, settings: ConverseSettings = {}) =>
  checked(converse(settings)).encode({ system: [], messages: [], tools: [], options: {}, ...prompt }, 'some.model-v1:0')
const body = (prompt: Partial<Prompt>, settings?: ConverseSettings): JsonObject => encode(prompt, settings).body
const codes = (prompt: Partial<Prompt>, settings?: ConverseSettings): string[] =>
  (encode(prompt, settings).warnings ?? []).map(({ code }) => code)

const question: Turn = { role: 'user', content: [{ type: 'text', text: 'a' }] }
const used: Turn[] = [
  question,
  { role: 'assistant', content: [{ type: 'tool-call', toolCallId: '1', toolName: 'f', input: {} }] },
  {
    role: 'tool',
    content: [{ type: 'tool-result', toolCallId: '1', toolName: 'f', output: { type: 'text', value: '' } }],
  },
]

describe('tools', () => {
  const tools = [{ name: 'f', description: '', inputSchema: { type: 'object' }, strict: true }]

  it.each<[Prompt['toolChoice'], JsonObject]>([
    ['auto', { toolChoice: { auto: {} } }],
    ['required', { toolChoice: { any: {} } }],
    [{ tool: 'f' }, { toolChoice: { tool: { name: 'f' } } }],
  ])('are chosen: %j', (toolChoice, choice) => {
    const spec = { name: 'f', inputSchema: { json: { type: 'object' } }, strict: true }
    const prompt = { tools, messages: [question], ...(toolChoice === undefined ? {} : { toolChoice }) }
    expect(body(prompt)['toolConfig']).toEqual({ tools: [{ toolSpec: spec }], ...choice })
  })

  it('that may not be called are left out, unless the conversation speaks of them', () => {
    expect(body({ tools, toolChoice: 'none', messages: [question] })['toolConfig']).toBeUndefined()
    expect(body({ tools, toolChoice: 'none', messages: used })['toolConfig']).toMatchObject({
      tools: [{ toolSpec: { name: 'f' } }],
    })
    expect(codes({ tools, toolChoice: 'none', messages: used })).toEqual(['tool-choice-none'])
  })

  it('of the past are declared where none is offered now', () => {
    expect(body({ messages: used })['toolConfig']).toMatchObject({
      tools: [{ toolSpec: { name: 'f', inputSchema: { json: { type: 'object' } } } }],
    })
  })

  it('of a model that knows no name are widened, and said so', () => {
    const prompt = { tools, toolChoice: { tool: 'f' }, messages: [question] }
    expect(body(prompt, { toolChoice: ['any'] })['toolConfig']).toMatchObject({ toolChoice: { any: {} } })
    expect(codes(prompt, { toolChoice: ['any'] })).toEqual(['tool-choice-widened'])
    expect(codes(prompt)).toEqual([])
  })
})
