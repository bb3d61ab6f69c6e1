import { sigv4 } from '@x/bedrock-auth'
import { type ClaudeOptions, claude } from '@x/bedrock-claude'
import { cohere } from '@x/bedrock-cohere'
import {
  anyConverse,
  createBedrock,
  generateObject,
  isInvalidObject,
  jsonSchema,
  type LanguageModel,
  type ObjectStrategy,
  streamObject,
} from '@x/bedrock-core'
import { llama } from '@x/bedrock-llama'
import { type Ask, scripted, testIdentity } from '@x/bedrock-local'
import { type RunningLocalBedrock, startLocalBedrock } from '@x/bedrock-local/server'
import { oss } from '@x/bedrock-oss'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

const { accessKeyId, secretAccessKey } = testIdentity
const asks: Ask[] = []
let local: RunningLocalBedrock

beforeAll(async () => {
  const answer = scripted({ pace: 0 })
  local = await startLocalBedrock({
    // Not in the tables of models.
    models: ['mistral.mistral-large-2407-v1:0'],
    answerer: (ask) => {
      asks.push(ask)
      return answer(ask)
    },
  })
})
beforeEach(() => asks.splice(0))
afterAll(() => local.close())

const client = () =>
  createBedrock({
    region: 'us-east-1',
    endpoint: local.url,
    auth: sigv4({ accessKeyId, secretAccessKey }),
    families: [claude(), cohere(), oss(), llama(), anyConverse()],
  })

const trip = {
  type: 'object',
  properties: {
    city: { type: 'string', minLength: 2 },
    days: { type: 'integer', minimum: 1 },
    pace: { enum: ['slow', 'fast'] },
    stops: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] } },
  },
  required: ['city', 'days', 'pace', 'stops'],
} as const
const prompt = 'Plan 3 fast days in Lyon'

const sonnet = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'
const older = 'us.anthropic.claude-3-7-sonnet-20250219-v1:0'
const gptOss = 'openai.gpt-oss-120b-1:0'

/** Which way each family's models are asked, and where in the body it shows. */
const table: readonly (readonly [
  id: string,
  extra: object,
  operation: string,
  strategy: ObjectStrategy,
  shows: string,
])[] = [
  [sonnet, {}, 'invoke', 'native', 'output_config'],
  [sonnet, { via: 'converse' }, 'converse', 'native', 'outputConfig'],
  [sonnet, { strategy: 'tool' }, 'invoke', 'tool', 'tool_choice'],
  [sonnet, { strategy: 'tool', via: 'converse' }, 'converse', 'tool', 'toolConfig'],
  [sonnet, { strategy: 'instructions' }, 'invoke', 'instructions', 'system'],
  [older, {}, 'invoke', 'tool', 'tool_choice'],
  [gptOss, {}, 'invoke', 'native', 'response_format'],
  [gptOss, { via: 'converse' }, 'converse', 'native', 'outputConfig'],
  [gptOss, { strategy: 'tool', via: 'chat' }, 'invoke', 'tool', 'tool_choice'],
  ['amazon.nova-pro-v1:0', {}, 'converse', 'tool', 'toolConfig'],
  ['mistral.mistral-large-2402-v1:0', {}, 'converse', 'tool', 'toolConfig'],
  ['cohere.command-r-v1:0', {}, 'invoke', 'instructions', 'preamble'],
  ['us.meta.llama3-3-70b-instruct-v1:0', {}, 'invoke', 'instructions', 'prompt'],
  ['us.meta.llama3-3-70b-instruct-v1:0', { via: 'converse' }, 'converse', 'instructions', 'system'],
  ['mistral.mistral-7b-instruct-v0:2', {}, 'converse', 'instructions', 'messages'],
]

/** The script reads the last text, and that is the instructions where there is no other place for them. */
const said = (shows: string) =>
  shows === 'messages' ? { days: expect.any(Number), pace: expect.any(String) } : { days: 3, pace: 'fast' }

const modelOf = (id: string, { via }: { via?: string }): LanguageModel =>
  client()(id, via === undefined ? {} : { via }) as LanguageModel

describe('objects over sockets', () => {
  it.each(table)('of %s %j by %s: %s, in %s', async (id, extra, operation, strategy, shows) => {
    const model = modelOf(id, extra)
    const call = { model, prompt, schema: trip, ...('strategy' in extra ? { strategy } : {}) }
    const whole = await generateObject(call)
    expect(whole).toMatchObject({ strategy, toolCalls: [], finishReason: 'stop' })
    expect(whole.object).toMatchObject({ ...said(shows), stops: Array(3).fill({ name: expect.any(String) }) })
    expect(asks[0]?.operation).toBe(operation)
    expect(asks[0]?.body).toHaveProperty(shows)

    const stream = streamObject(call)
    const shown: unknown[] = []
    for await (const partial of stream.partialObjectStream) shown.push(partial)
    // How many there are is a matter of how the bytes came.
    expect(await stream.object).toEqual(whole.object)
    expect(shown.at(-1)).toEqual(whole.object)
    expect(await stream.usage).toMatchObject({ outputTokens: expect.any(Number) })
    expect(await stream.response).toMatchObject({ requestId: expect.any(String) })
    expect(asks).toHaveLength(2)
  })

  it.each(table)('of %s %j: lists and words', async (id, extra, _operation, strategy, shows) => {
    const call = { model: modelOf(id, extra), prompt, ...('strategy' in extra ? { strategy } : {}) }
    const list = streamObject({ ...call, output: 'array', schema: trip })
    const elements: unknown[] = []
    for await (const element of list.elementStream) elements.push(element)
    expect(elements).toHaveLength(3)
    expect(await list.object).toEqual(elements)
    expect((await generateObject({ ...call, output: 'enum', enum: ['slow', 'fast'] })).object).toEqual(said(shows).pace)
  })

  it('resolves thinking beside a forced tool, and says so', async () => {
    const model = client()(older)
    const schema = jsonSchema(trip)
    const options: Partial<ClaudeOptions> = { thinking: { budgetTokens: 1024 } }
    const result = await generateObject({ model, prompt: `${prompt} with the answer tool`, schema, options })
    expect(result.strategy).toBe('tool')
    expect(result.warnings).toContainEqual(expect.objectContaining({ code: 'tool-choice-relaxed' }))
    expect(asks[0]?.body).toMatchObject({ thinking: { type: 'enabled' }, tool_choice: { type: 'auto' } })
    expect(result.object.days).toBe(3)
  })

  it('tells what came when it does not fit', async () => {
    const call = {
      model: client()(sonnet),
      prompt,
      schema: jsonSchema<string>(trip, () => ({ issues: [{ message: 'never fits' }] })),
    }
    await expect(generateObject(call)).rejects.toSatisfy(isInvalidObject)
    const failure: unknown = await streamObject(call).object.catch((cause: unknown) => cause)
    if (!isInvalidObject(failure)) throw failure
    expect(JSON.parse(failure.partial.text)).toHaveProperty('days', 3)
    expect(failure).toMatchObject({ requestId: expect.any(String), attempts: 1 })
    expect(failure.partial).toMatchObject({ issues: [{ message: 'never fits', path: [] }], strategy: 'native' })
    expect(failure.partial.usage.outputTokens).toBeGreaterThan(0)
  })
})
