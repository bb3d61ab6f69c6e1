import { type LanguageModelV4StreamPart, NoSuchModelError } from '@ai-sdk/provider'
import { sigv4 } from '@x/bedrock-auth'
import { type Answerer, testIdentity } from '@x/bedrock-local'
import { createProviderRegistry, generateText } from 'ai'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BedrockProvider, bedrockOptions, createBedrockProvider } from './index.ts'
import { type Bench, startBench } from './test/bench.ts'

const haiku = 'anthropic.claude-3-haiku-20240307-v1:0'
const sonnet = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'
const arn = 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc123'

/** An answer with everything that a Claude says. */
const answerer: Answerer = async function* () {
  yield { type: 'reasoning', text: 'First I think. ' }
  yield { type: 'reasoning', text: 'Then I talk.' }
  yield { type: 'reasoning-signature', signature: 'c2lnbmVk' }
  yield { type: 'redacted-reasoning', data: 'aGlkZGVu' }
  yield { type: 'text', text: 'The grass ' }
  yield { type: 'text', text: 'is green.' }
  yield { type: 'citation', citation: { text: 'green', title: 'Meadow', documentIndex: 0, start: 4, end: 9 } }
  yield { type: 'tool-call', name: 'paint', id: 'toolu_1' }
  yield { type: 'tool-input', text: '{"colour":' }
  yield { type: 'tool-input', text: '"green"}' }
}

const prompt = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'echo hi' }] }]
const asked = {
  prompt: [
    {
      role: 'user' as const,
      content: [
        {
          type: 'file' as const,
          mediaType: 'text/plain',
          filename: 'meadow',
          data: { type: 'text' as const, text: 'Our green grass.' },
          providerOptions: bedrockOptions({ citations: true }),
        },
        { type: 'text' as const, text: 'What colour is grass?' },
      ],
    },
  ],
  tools: [{ type: 'function' as const, name: 'paint', inputSchema: { type: 'object' as const, properties: {} } }],
  providerOptions: bedrockOptions({ options: { thinking: { type: 'enabled', budgetTokens: 1024 } } }),
}

const partsOf = async (stream: ReadableStream<LanguageModelV4StreamPart>): Promise<LanguageModelV4StreamPart[]> => {
  const parts: LanguageModelV4StreamPart[] = []
  for await (const part of stream) parts.push(part)
  return parts
}

describe('createBedrockProvider', () => {
  let bench: Bench
  let bedrock: BedrockProvider<Bench['settings']['families'][number]>
  const last = () => bench.log.calls().at(-1)
  beforeAll(async () => {
    bench = await startBench({ profiles: { [arn]: haiku } })
    bedrock = createBedrockProvider(bench.settings)
  })
  afterAll(() => bench.close())

  it('serves a registry', async () => {
    const registry = createProviderRegistry({ bedrock })
    const { text } = await generateText({ model: registry.languageModel(`bedrock:${haiku}`), prompt: 'echo hi' })
    expect(text).toBe('hi')
  })

  it('needs the family’s name where an ARN hides the model', async () => {
    const { text } = await generateText({ model: bedrock(arn, { family: 'claude' }), prompt: 'echo hi' })
    expect(text).toBe('hi')
    const only = createBedrockProvider({ ...bench.settings, families: bench.settings.families.slice(0, 1) })
    expect(() => only.languageModel(arn)).toThrow(NoSuchModelError)
    expect(() => bedrock.imageModel('amazon.titan-image-generator-v2:0')).toThrow(NoSuchModelError)
  })

  it('sends headers under the signature, service options and a forced form', async () => {
    const sent: Headers[] = []
    const signing = createBedrockProvider({
      ...bench.settings,
      auth: sigv4({ accessKeyId: testIdentity.accessKeyId, secretAccessKey: testIdentity.secretAccessKey }),
      fetch: (url, init) => {
        sent.push(new Headers(init.headers))
        return fetch(url, init)
      },
    })
    const model = signing.languageModel(haiku, { via: 'converse' })
    const providerOptions = bedrockOptions({ requestMetadata: { team: 'a' }, serviceTier: 'flex' })
    await model.doGenerate({ prompt, headers: { 'X-Trace': 't-1', absent: undefined }, providerOptions })
    expect(sent[0]?.get('x-trace')).toBe('t-1')
    expect(sent[0]?.get('authorization')).toMatch(/SignedHeaders=[^,]*x-trace/)
    expect(last()?.request).toMatchObject({
      path: expect.stringMatching(/\/converse$/),
      body: { requestMetadata: { team: 'a' }, serviceTier: { type: 'flex' } },
    })
  })

  it('warns of what Bedrock has no place for', async () => {
    const { warnings } = await bedrock.languageModel(sonnet).doGenerate({
      prompt,
      seed: 1,
      frequencyPenalty: 0.5,
      reasoning: 'minimal',
      providerOptions: { bedrock: { reasoningConfig: {} } },
      tools: [{ type: 'provider', id: 'anthropic.web_search', name: 'search', args: {} }],
    })
    expect(warnings.map((warning) => 'feature' in warning && warning.feature)).toEqual([
      'frequencyPenalty',
      'seed',
      'providerOptions.bedrock.reasoningConfig',
      'provider-defined tool "anthropic.web_search"',
      'reasoning "minimal"',
    ])
  })

  it('tries once, since the AI SDK tries again, but for a client that was told otherwise', async () => {
    const failing = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'fail unavailable once' }] }]
    await expect(bedrock.languageModel(haiku).doGenerate({ prompt: failing })).rejects.toMatchObject({
      isRetryable: true,
      statusCode: 503,
    })
    const patient = createBedrockProvider({ ...bench.settings, retry: {} })
    const again = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'fail server once' }] }]
    await expect(patient.languageModel(haiku).doStream({ prompt: again })).resolves.toBeDefined()
  })

  it('leaves files in S3 where they are', () => {
    const { supportedUrls } = bedrock.languageModel(haiku)
    expect(supportedUrls).toEqual({ '*/*': [/^s3:\/\//] })
  })

  it('gives the events of the wire to those who ask for them', async () => {
    const { stream } = await bedrock.languageModel(haiku).doStream({ prompt, includeRawChunks: true })
    const events = (await partsOf(stream)).flatMap((part) => (part.type === 'raw' ? [part.rawValue] : []))
    expect(events[0]).toMatchObject({ type: 'message_start' })
    expect(events.at(-1)).toMatchObject({ type: 'message_stop' })
  })
})

describe('a streamed answer', () => {
  let bench: Bench
  beforeAll(async () => {
    bench = await startBench({ answerer })
  })
  afterAll(() => bench.close())

  it.each(['messages', 'converse'])('says by %s what the whole one says', async (via) => {
    const model = createBedrockProvider(bench.settings).languageModel(sonnet, { via })
    const whole = await model.doGenerate(asked)
    const parts = await partsOf((await model.doStream(asked)).stream)
    const ofType = <T extends LanguageModelV4StreamPart['type']>(type: T) =>
      parts.filter((part): part is Extract<LanguageModelV4StreamPart, { type: T }> => part.type === type)
    const joined = (type: 'text-delta' | 'reasoning-delta') =>
      ofType(type)
        .map(({ delta }) => delta)
        .join('')

    const texts = whole.content.filter((part) => part.type === 'text')
    const thoughts = whole.content.filter((part) => part.type === 'reasoning')
    expect(joined('text-delta')).toBe(texts.map(({ text }) => text).join(''))
    expect(joined('reasoning-delta')).toBe('First I think. Then I talk.')
    expect(thoughts.map(({ providerMetadata }) => providerMetadata?.['bedrock'])).toEqual([
      { signature: 'c2lnbmVk' },
      { redacted: 'aGlkZGVu' },
    ])
    expect(ofType('reasoning-end').map(({ providerMetadata }) => providerMetadata?.['bedrock'])).toEqual(
      thoughts.map(({ providerMetadata }) => providerMetadata?.['bedrock']),
    )
    expect(ofType('source')).toMatchObject([{ sourceType: 'document', title: 'Meadow' }])
    expect(whole.content.filter((part) => part.type === 'source')).toMatchObject([{ title: 'Meadow' }])
    const cited = ofType('text-end').flatMap(({ citations = [] }) => citations)
    expect(cited).toEqual(
      texts
        .flatMap(({ citations = [] }) => citations)
        .map((citation) => ({ ...citation, source: { ...citation.source, id: expect.any(String) } })),
    )
    expect(cited).toMatchObject([{ citedText: 'green' }])
    expect(ofType('tool-call')).toEqual(whole.content.filter((part) => part.type === 'tool-call'))
    expect(
      ofType('tool-input-delta')
        .map(({ delta }) => delta)
        .join(''),
    ).toBe('{"colour":"green"}')
    const [finish] = ofType('finish')
    expect(finish?.finishReason).toEqual(whole.finishReason)
    expect(finish?.usage.outputTokens).toEqual(whole.usage.outputTokens)
    expect(parts.map(({ type }) => type).slice(0, 2)).toEqual(['stream-start', 'response-metadata'])
    expect(parts.at(-1)).toBe(finish)
  })
})
