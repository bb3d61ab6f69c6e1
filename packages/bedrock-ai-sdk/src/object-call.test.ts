import { claude } from '@x/bedrock-claude'
import { type CallOptions, createBedrock, plan } from '@x/bedrock-core'
import { llama } from '@x/bedrock-llama'
import { describe, expect, it } from 'vitest'
import { objectCall } from './object-call.ts'

const bedrock = createBedrock({ region: 'us-east-1', auth: async (request) => request, families: [claude(), llama()] })
const old = bedrock('anthropic.claude-3-haiku-20240307-v1:0')
const newer = bedrock('us.anthropic.claude-sonnet-4-5-20250929-v1:0')
const small = bedrock('us.meta.llama3-2-3b-instruct-v1:0')
const json: Parameters<typeof objectCall>[1] = {
  type: 'json',
  schema: { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] },
}
const tools: NonNullable<CallOptions['tools']> = { paint: { inputSchema: { type: 'object' } } }

describe('objectCall', () => {
  const ask = (options: CallOptions, stream = false) => {
    const { options: asked, strategy, warnings } = objectCall(options, json, stream)
    return { strategy, warnings: warnings.length, plan: plan(asked, { stream }) }
  }

  it('asks for text as it is', () => {
    const options = { model: old, prompt: 'Hi' }
    expect(objectCall(options, { type: 'text' }, false)).toEqual({ options, warnings: [] })
    expect(objectCall(options, undefined, false).options).toBe(options)
  })

  it('takes what the model has of its own, beside tools too', () => {
    for (const own of [{}, tools]) {
      const { strategy, plan: planned } = ask({ model: newer, prompt: 'Hi', tools: own })
      expect(strategy).toBe('native')
      expect(planned.prompt.responseFormat?.schema).toMatchObject({ properties: { a: { type: 'string' } } })
      expect(planned.prompt.tools.map(({ name }) => name)).toEqual(Object.keys(own))
    }
  })

  it('forces the tool that answers, or some tool where there are others', () => {
    const alone = ask({ model: old, prompt: 'Hi' })
    expect([alone.strategy, alone.plan.prompt.toolChoice]).toEqual(['tool', { tool: 'json' }])
    const among = ask({ model: old, prompt: 'Hi', tools }, true)
    expect([among.strategy, among.plan.prompt.toolChoice]).toEqual(['tool', 'required'])
    expect(among.plan.prompt.tools.map(({ name }) => name)).toEqual(['paint', 'json'])
  })

  it('asks in words, with a warning, where nothing else is left', () => {
    const { strategy, warnings, plan: planned } = ask({ model: small, prompt: 'Hi' })
    expect([strategy, warnings]).toEqual(['instructions', 1])
    expect(planned.prompt.system[0]?.text).toContain('"properties"')
    const none = ask({ model: old, prompt: 'Hi', tools, toolChoice: 'none' })
    expect([none.strategy, none.plan.prompt.toolChoice]).toEqual(['instructions', 'none'])
    const anything = objectCall({ model: newer, prompt: 'Hi' }, { type: 'json' }, false)
    expect([anything.strategy, anything.warnings.length]).toEqual(['instructions', 1])
  })
})
