import { APICallError } from '@ai-sdk/provider'
import { isJsonObject } from '@x/bedrock-core/family'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Bench, thoughtful } from './bench.ts'
import type { Sdk } from './sdk.ts'

const sonnet = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'
const haiku = 'anthropic.claude-3-haiku-20240307-v1:0'
const llama = 'us.meta.llama3-3-70b-instruct-v1:0'
const oss = 'openai.gpt-oss-20b-1:0'
const nova = 'us.amazon.nova-lite-v1:0'
const chats = [sonnet, haiku, llama, oss, nova, 'cohere.command-r-v1:0']

const anyDwarfs = { name: expect.any(String), count: expect.any(Number) }

/** Everything that a version of `ai` does with this provider, against a local Bedrock on a socket. */
export const suite = (start: () => Promise<{ readonly bench: Bench; readonly sdk: Sdk }>): void => {
  let bench: Bench
  let sdk: Sdk
  let seen = new Set<string>()
  const calls = () => bench.log.calls().filter(({ id }) => !seen.has(id))
  beforeAll(async () => {
    const started = await start()
    bench = started.bench
    sdk = started.sdk
  })
  beforeEach(() => {
    seen = new Set(bench.log.calls().map(({ id }) => id))
  })
  afterAll(() => bench.close())

  it.each(chats)('generateText with %s', async (model) => {
    const answer = await sdk.text(model, 'echo hello there')
    expect(answer).toMatchObject({ text: 'hello there', finishReason: 'stop', warnings: [] })
    expect(answer.inputTokens).toBeGreaterThan(0)
    expect(answer.outputTokens).toBeGreaterThan(0)
    expect(answer.metadata['requestId']).toBe(calls()[0]?.summary?.requestId)
  })

  it.each(chats)('streamText with %s', async (model) => {
    const answer = await sdk.stream(model, 'echo one two three four five six seven')
    expect(answer).toMatchObject({ text: 'one two three four five six seven', finishReason: 'stop', errors: [] })
    expect(answer.deltas).toBeGreaterThan(1)
    expect(answer.outputTokens).toBeGreaterThan(0)
  })

  it('hangs up on Bedrock when it is aborted in the middle', async () => {
    await sdk.abort(sonnet, 'a long story')
    await expect.poll(() => calls()[0]?.end?.how, { timeout: 5000 }).toBe('left')
  })

  it.each([
    [sonnet, 'native'],
    [oss, 'native'],
    [haiku, 'tool'],
    [nova, 'tool'],
    [llama, 'instructions'],
  ])('Output.object with %s: %s', async (model, strategy) => {
    const { object, metadata } = await sdk.object(model, 'echo {"name":"dwarfs","count":7}')
    expect(object).toEqual(anyDwarfs)
    expect(metadata['objectStrategy']).toBe(strategy)
  })

  it.each([sonnet, haiku, llama])('Output.object in pieces with %s', async (model) => {
    const { object, partials } = await sdk.streamObject(model, 'Describe seven dwarfs')
    expect(object).toEqual(anyDwarfs)
    expect(partials).toBeGreaterThan(1)
  })

  it.each([sonnet, llama, oss, nova])('the agent loop with %s: a call, its result, an answer', async (model) => {
    const { text, steps, called } = await sdk.agent(model, 'What is the weather?', false)
    expect(called).toEqual(['weather'])
    expect(steps).toBe(2)
    expect(text).toContain('18 degrees')
    expect(calls()).toHaveLength(2)
  })

  it('calls tools in parallel, streamed', async () => {
    const { text, steps, called } = await sdk.streamAgent(sonnet, 'both the weather and the clock, please')
    expect([...called].toSorted()).toEqual(['clock', 'weather'])
    expect(steps).toBe(2)
    expect(text).toContain('18 degrees')
    expect(text).toContain('half past nine')
  })

  it('gives back what the model thought, signature and all, with the result of its tool', async () => {
    const { called } = await sdk.agent(sonnet, thoughtful, true)
    expect(called).toEqual(['weather'])
    const [first, second] = calls().map(({ request }) => request.body)
    expect(isJsonObject(first) && first['thinking']).toMatchObject({ type: 'enabled' })
    expect(JSON.stringify(second)).toContain(
      '{"type":"thinking","thinking":"I need the weather.","signature":"c2lnbmVk"},{"type":"redacted_thinking","data":"aGlkZGVu"}',
    )
  })

  it('asks again what may pass', async () => {
    const { text } = await sdk.text(haiku, 'fail unavailable once')
    expect(text.length).toBeGreaterThan(0)
    expect(calls()).toHaveLength(2)
  })

  it('does not ask again what cannot pass', async () => {
    const error: unknown = await sdk.text(haiku, 'fail access').catch((thrown: unknown) => thrown)
    expect(APICallError.isInstance(error) && error).toMatchObject({ statusCode: 403, isRetryable: false })
    expect(calls()).toHaveLength(1)
  })

  it('tells of an answer that breaks off, behind what had come', async () => {
    const { errors, text } = await sdk.stream(haiku, 'fail midway')
    expect(text).toContain('begins well')
    expect(errors).toHaveLength(1)
    expect(APICallError.isInstance(errors[0]) && errors[0].data).toMatchObject({ code: 'model-error' })
  })

  it('embeds more texts than the model takes at once, in order', async () => {
    const values = Array.from({ length: 100 }, (_, at) => `text ${at}`)
    const { embeddings, tokens } = await sdk.embed('cohere.embed-english-v3', values)
    expect(embeddings.map((embedding) => embedding.length)).toEqual(values.map(() => 1024))
    expect(calls()).toHaveLength(2)
    expect(tokens).toBeGreaterThan(0)
  })

  it('puts documents in order', async () => {
    const documents = ['red cars', 'green apples and pears']
    expect(await sdk.rank('cohere.rerank-v3-5:0', 'green apples', documents)).toEqual([1, 0])
  })
}
