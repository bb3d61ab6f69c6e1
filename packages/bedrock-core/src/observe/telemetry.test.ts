import { context } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import * as conventions from '@opentelemetry/semantic-conventions/incubating'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createBedrock } from '../client/create-bedrock.ts'
import { generateText } from '../client/generate-text.ts'
import { streamText } from '../client/stream-text.ts'
import { auth, failureOf, frames, modelOn, streamed } from '../client/test/fake-service.ts'
import { amazonRetrieval } from '../retrieval/amazon-retrieval.ts'
import { embed } from '../verbs/embed.ts'
import type { Fetch } from '../wire/http.ts'
import { attributes, metrics, operations, provider } from './names.ts'
import { telemetry } from './telemetry.ts'
import { recording } from './test/recording.ts'

beforeAll(() => void context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable()))
afterAll(() => context.disable())

const answering: Fetch = async (url) =>
  url.endsWith('-stream')
    ? streamed(frames)
    : Response.json(
        { text: 'Hello', stop: 'end_turn' },
        { headers: { 'x-amzn-requestid': 'request-2', 'x-amzn-bedrock-input-token-count': '4' } },
      )

describe('names', () => {
  const known = new Set<unknown>(Object.values(conventions))
  it.each([...Object.values(attributes), ...Object.values(metrics), provider, 'chat', 'embeddings', 'execute_tool'])(
    '%s is the conventions’',
    (name) => expect(known.has(name)).toBe(true),
  )
  it('of operations', () => expect([operations.chat, operations.embed]).toEqual(['chat', 'embeddings']))
})

describe('telemetry', () => {
  it('makes a span of a streamed call, without a word of prompt or answer, and its metrics', async () => {
    const { tracer, meter, spans, measured } = recording()
    const inner = vi.fn<Fetch>(async (url) => {
      tracer.startSpan('POST').end()
      return answering(url, {})
    })
    const model = modelOn(inner, { around: [telemetry({ tracer, meter })] })
    await streamText({ model, prompt: 'A secret wish', maxOutputTokens: 9, temperature: 0.5 }).result
    await vi.waitFor(() => expect(spans()).toHaveLength(2))
    const [child, span] = spans()
    expect(span?.name).toBe('chat toy.one-v1:0')
    expect(child?.parentSpanContext?.spanId).toBe(span?.spanContext().spanId)
    expect(span?.attributes).toEqual({
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'aws.bedrock',
      'gen_ai.request.model': 'toy.one-v1:0',
      'gen_ai.request.max_tokens': 9,
      'gen_ai.request.temperature': 0.5,
      'gen_ai.request.stream': true,
      'gen_ai.response.model': 'toy.one-v1:0',
      'gen_ai.response.finish_reasons': ['stop'],
      'gen_ai.response.time_to_first_chunk': expect.any(Number),
      'gen_ai.usage.input_tokens': 3,
      'gen_ai.usage.output_tokens': 2,
      'aws.request_id': 'request-1',
    })
    expect(JSON.stringify(span?.attributes)).not.toMatch(/wish|Hello/)
    const points = await measured()
    expect(points.map(({ name, unit, attributes: of }) => [name, unit, of['gen_ai.token.type']])).toEqual(
      expect.arrayContaining([
        ['gen_ai.client.operation.duration', 's', undefined],
        ['gen_ai.client.token.usage', '{token}', 'input'],
        ['gen_ai.client.token.usage', '{token}', 'output'],
        ['gen_ai.client.operation.time_to_first_chunk', 's', undefined],
      ]),
    )
    expect(points.filter(({ name }) => name.endsWith('token.usage')).map(({ value }) => value)).toMatchObject([
      { sum: 3, count: 1 },
      { sum: 2, count: 1 },
    ])
  })

  it('captures content where it was asked for', async () => {
    const { tracer, meter, spans } = recording()
    const model = modelOn(answering, { around: [telemetry({ tracer, meter, captureContent: true })] })
    await generateText({ model, system: 'Be brief.', prompt: 'A wish' })
    const of = spans()[0]?.attributes ?? {}
    expect(JSON.parse(String(of['gen_ai.input.messages']))).toEqual([
      { role: 'user', parts: [{ type: 'text', content: 'A wish' }] },
    ])
    expect(of['gen_ai.system_instructions']).toContain('Be brief.')
    expect(JSON.parse(String(of['gen_ai.output.messages']))).toMatchObject([
      { role: 'assistant', parts: [{ type: 'text', content: 'Hello' }], finish_reason: 'stop' },
    ])
    expect(of).not.toHaveProperty('gen_ai.response.time_to_first_chunk')
  })

  it('tells a failure by its code, once for all attempts', async () => {
    const { tracer, meter, spans, measured } = recording()
    const quoting: Fetch = async () =>
      Response.json(
        { message: 'Malformed: "my secret wish"' },
        { status: 400, headers: { 'x-amzn-requestid': 'request-3', 'x-amzn-errortype': 'ValidationException' } },
      )
    const model = modelOn(quoting, { around: [telemetry({ tracer, meter })] })
    await failureOf(generateText({ model, prompt: 'my secret wish' }))
    const [span] = spans()
    expect(span?.status).toMatchObject({ code: 2, message: 'validation' })
    expect(span?.attributes).toMatchObject({ 'error.type': 'validation', 'aws.request_id': 'request-3' })
    expect(JSON.stringify([span?.attributes, span?.events, span?.status])).not.toContain('wish')
    expect((await measured())[0]?.attributes).toMatchObject({ 'error.type': 'validation' })
  })

  it('ends its span when the answer is left', async () => {
    const { tracer, meter, spans } = recording()
    const model = modelOn(async () => streamed(frames, undefined, false), { around: [telemetry({ tracer, meter })] })
    for await (const text of streamText({ model, prompt: 'Hi' }).textStream) if (text !== '') break
    await vi.waitFor(() => expect(spans()).toHaveLength(1))
  })

  it('makes a span of embedding', async () => {
    const { tracer, meter, spans } = recording()
    const fetch: Fetch = async () => Response.json({ embedding: [1], inputTextTokenCount: 3 })
    const around = [telemetry({ tracer, meter })]
    const bedrock = createBedrock({ region: 'us-east-1', auth, families: [amazonRetrieval()], fetch, around })
    await embed({ model: bedrock('amazon.titan-embed-text-v2:0'), value: 'A wish', dimensions: 256 })
    expect(spans()[0]).toMatchObject({
      name: 'embeddings amazon.titan-embed-text-v2:0',
      attributes: {
        'gen_ai.operation.name': 'embeddings',
        'gen_ai.embeddings.dimension.count': 256,
        'gen_ai.usage.input_tokens': 3,
      },
    })
  })
})
