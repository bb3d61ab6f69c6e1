import { type CallOptions, type Generation, generateText, streamText } from '@x/bedrock-core'
import type { JsonObject } from '@x/bedrock-core/family'
import { describe, expect, it } from 'vitest'
import { testIdentity } from '../auth/identity.ts'
import { createLocalBedrock } from '../local-bedrock.ts'
import { clientOf } from '../test/client.ts'
import { type Scenario, scenarioNames } from './scenarios.ts'
import { type ScriptOptions, scripted } from './scripted.ts'

const model = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'

const asking = (answerer = scripted({ pace: 0 })) => {
  const { fetch } = createLocalBedrock({ answerer })
  const bedrock = clientOf({ endpoint: 'http://localhost', fetch: (url, init) => fetch(new Request(url, init)) })
  return bedrock(model)
}

const schema = {
  type: 'object',
  properties: {
    city: { type: 'string' },
    days: { type: 'integer', minimum: 1, maximum: 7 },
    sky: { enum: ['clear', 'grey'] },
  },
  required: ['city', 'days', 'sky'],
} as const

const tools = {
  weather: { description: 'Weather in a city', inputSchema: schema },
  clock: { description: 'Time in a city', inputSchema: { type: 'object', properties: { city: { type: 'string' } } } },
} as const

const document = {
  type: 'file',
  mediaType: 'text/plain',
  filename: 'rivers',
  data: new TextEncoder().encode('The Rhine is 1,230 km long. It rises in the Alps.'),
  citations: true,
} as const

type Asked = Omit<CallOptions<object>, 'model'>

const whole = (asked: Asked, answerer = scripted({ pace: 0 })): Promise<Generation> =>
  generateText({ model: asking(answerer), ...asked })

const callsIn = ({ content }: Generation) => content.filter((part) => part.type === 'tool-call')

describe('the scripted answers', () => {
  it.each<[string, Asked, (answer: Generation) => void]>([
    ['markdown', { prompt: 'A table, please' }, ({ text }) => expect(text).toContain('| Family | Native form |')],
    [
      'reasoning',
      { prompt: 'Think about it' },
      ({ content }) => expect(content[0]).toMatchObject({ type: 'reasoning' }),
    ],
    [
      'one tool',
      { prompt: 'What is the weather in Oslo for 3 days?', tools },
      (answer) => {
        expect(callsIn(answer)).toMatchObject([{ toolName: 'weather', input: { city: 'Oslo', days: 3, sky: 'clear' } }])
        expect(answer.finishReason).toBe('tool-calls')
      },
    ],
    [
      'tools in parallel',
      { prompt: 'Both the weather and the clock in Oslo', tools },
      (answer) => expect(callsIn(answer).map(({ toolName }) => toolName)).toEqual(['weather', 'clock']),
    ],
    ['refusal', { prompt: 'Refuse this' }, ({ finishReason }) => expect(finishReason).toBe('content-filter')],
    [
      'guardrail',
      { prompt: 'Run into the guardrail' },
      ({ finishReason, text }) => {
        expect(finishReason).toBe('content-filter')
        expect(text).toBe('Sorry, the guardrail blocked this.')
      },
    ],
    [
      'an object',
      { prompt: 'Oslo, 12 days', responseFormat: { schema } },
      ({ text }) => expect(JSON.parse(text)).toEqual({ city: 'Oslo', days: 7, sky: 'clear' }),
    ],
  ])('%s', async (_, asked, check) => {
    check(await whole(asked))
    const answer = streamText({ model: asking(), ...asked })
    for await (const _part of answer);
    check(await answer.result)
  })

  it('cites the documents it was given, where they stand', async () => {
    const { content } = await whole({
      messages: [{ role: 'user', content: [document, { type: 'text', text: 'Cite the document.' }] }],
    })
    expect(JSON.stringify(content)).toContain('"The Rhine is 1,230 km long."')
    expect(JSON.stringify(content)).toContain('rivers')
  })

  it('goes on for as many tokens as are asked for, at the pace that is asked for', async () => {
    const { usage, text } = await whole({ prompt: 'A long story of 20,000 tokens', maxOutputTokens: 32_000 })
    expect(usage.outputTokens).toBe(20_000)
    expect(text).toHaveLength(80_000)
    const begun = performance.now()
    await whole({ prompt: 'A long story of 50 tokens' }, scripted({ tokensPerSecond: 500 }))
    const took = performance.now() - begun
    expect(took).toBeGreaterThan(95)
    expect(took).toBeLessThan(2_000)
  })

  it('fails once, and goes through', async () => {
    const local = asking()
    await expect(generateText({ model: local, prompt: 'fail once' })).rejects.toMatchObject({ code: 'throttled' })
    expect((await generateText({ model: local, prompt: 'fail once' })).text).toContain('the second one')
  })
})

describe('a prompt with a cache point', () => {
  const article = 'All about rivers. '.repeat(500)
  const body = (question: string, mark: 'converse' | 'claude'): JsonObject =>
    mark === 'converse'
      ? {
          system: [{ text: article }, { cachePoint: { type: 'default' } }],
          messages: [{ role: 'user', content: [{ text: question }] }],
        }
      : {
          anthropic_version: 'bedrock-2023-05-31',
          max_tokens: 100,
          system: [{ type: 'text', text: article, cache_control: { type: 'ephemeral' } }],
          messages: [{ role: 'user', content: question }],
        }

  it.each([
    ['converse', 'converse', 'inputTokens', 'cacheReadInputTokens', 'cacheWriteInputTokens'],
    ['claude', 'invoke', 'input_tokens', 'cache_read_input_tokens', 'cache_creation_input_tokens'],
  ] as const)('is written, then read (%s)', async (form, operation, input, read, write) => {
    const { fetch } = createLocalBedrock({ answerer: scripted({ pace: 0, cacheFrom: 1_024 }) })
    const ask = async (question: string, asked = body(question, form)) => {
      const answer: { usage: Record<string, number> } = await (
        await fetch(
          new Request(`http://localhost/model/${encodeURIComponent(model)}/${operation}`, {
            method: 'POST',
            headers: { authorization: `Bearer ${testIdentity.apiKey}` },
            body: JSON.stringify(asked),
          }),
        )
      ).json()
      return [answer.usage[read], answer.usage[write], (answer.usage[input] ?? 0) > 0]
    }
    const [, written] = await ask('How long is the Rhine?')
    expect(written).toBeGreaterThan(2_000)
    expect(await ask('And the Danube?')).toEqual([written, 0, true])
    const short = JSON.parse(JSON.stringify(body('And the Danube?', form)).replace(article, 'Short.'))
    expect(await ask('', short)).toEqual([0, 0, true])
  })
})

describe('by code', () => {
  const play = async (options: ScriptOptions, asked: Asked = { prompt: 'anything' }) =>
    whole(asked, scripted({ pace: 0, ...options }))

  it('a scenario is played whatever the prompt says', async () => {
    expect((await play({ scenario: 'markdown' })).text).toContain('# A tour of Markdown')
    expect((await play({ scenario: 'refusal' })).finishReason).toBe('content-filter')
    expect(callsIn(await play({ scenario: 'tools' }, { prompt: 'Hm.', tools }))).toHaveLength(1)
    expect(callsIn(await play({ scenario: 'parallel-tools' }, { prompt: 'Hm.', tools }))).toHaveLength(2)
    await expect(play({ scenario: 'failure' })).rejects.toMatchObject({ code: 'throttled' })
  })

  it.each(scenarioNames)('%s plays without anything it could use', async (name) => {
    const isNamed = (one: string): one is Scenario => scenarioNames.includes(one)
    if (!isNamed(name) || name === 'failure') return
    expect((await play({ scenario: name })).text.length).toBeGreaterThan(0)
  })

  it('scenes of one’s own are tried in their order', async () => {
    const answerer = scripted(
      [
        {
          name: 'weather',
          fits: ({ prompt }) => /weather/.test(prompt),
          play: () => [{ type: 'text', text: 'Sunny, with a chance of tests.' }],
        },
        'echo',
      ],
      { pace: 0 },
    )
    expect((await whole({ prompt: 'the weather?' }, answerer)).text).toBe('Sunny, with a chance of tests.')
    expect((await whole({ prompt: 'echo yes' }, answerer)).text).toBe('yes')
  })
})
