import { createBedrock, plan } from '@x/bedrock-core'
import { routingTable } from '@x/bedrock-core/testing'
import { describe, expect, it } from 'vitest'
import { cohere } from './cohere.ts'
import { cohereCommand } from './command.ts'
import { model, weather } from './test/fixtures.ts'

it('carries what the evidence says', async () => {
  const table = routingTable(cohere(), [model, 'cohere.command-text-v14'])
  await expect(`${table}\n\n${routingTable(cohereCommand(), ['cohere.command-text-v14'])}\n`).toMatchFileSnapshot(
    './test/routing-table.md',
  )
})

describe('the form that is asked', () => {
  const bedrock = createBedrock({
    region: 'us-east-1',
    auth: async (request) => request,
    families: [cohere(), cohereCommand()],
  })
  const { name: _name, ...tool } = weather
  const documents = [{ text: 'The Loire …' }]
  const tools = { get_weather: tool }
  const file = { type: 'file', mediaType: 'application/pdf', data: 'JVBERg==' } as const
  const messages = [{ role: 'user', content: [{ type: 'text', text: 'Read.' }, file] }] as const

  it.each([
    ['a question', { prompt: 'Hi' }, 'invoke-with-response-stream'],
    ['documents to answer from', { prompt: 'Hi', documents }, 'invoke-with-response-stream'],
    ['tools', { prompt: 'Hi', tools }, 'converse-stream'],
    ['tools and documents', { prompt: 'Hi', tools, documents }, 'converse-stream'],
    ['a file', { messages }, 'converse-stream'],
  ])('for %s', (_, options, operation) => {
    expect(plan({ model: bedrock(model), ...options }, { stream: true }).operation).toBe(operation)
  })

  it('can be forced, and still streams', () => {
    const forced = plan(
      { model: bedrock(model, { family: 'cohere', via: 'chat' }), prompt: 'Hi', tools },
      { stream: true },
    )
    expect(forced.operation).toBe('invoke-with-response-stream')
    expect(forced.body).toHaveProperty('tools')
  })

  it('is none for what Command R lacks', () => {
    const forced = { model: bedrock(model), prompt: 'Hi', tools, toolChoice: 'required' } as const
    expect(() => plan(forced)).toThrow('converse lacks tool-choice; chat lacks tool-choice')
  })

  it('is the text form for the old models', () => {
    expect(plan({ model: bedrock('cohere.command-text-v14'), prompt: 'Hi' }).body['prompt']).toBe('Hi')
  })
})

it.each(['cohere.embed-english-v3', 'cohere.rerank-v3-5:0', 'cohere.command-light-text-v14'])(
  'says that %s does not chat',
  (id) => {
    const bedrock = createBedrock({ region: 'us-east-1', auth: async (request) => request, families: [cohere()] })
    expect(() => plan({ model: bedrock(id, { family: 'cohere' }), prompt: 'Hi' })).toThrow('does not chat in this form')
  },
)
