import {
  BedrockRuntimeClient,
  ConverseCommand,
  InvokeModelCommand,
  InvokeModelWithResponseStreamCommand,
} from '@aws-sdk/client-bedrock-runtime'
import { isJsonObject, type Json, type JsonObject, maybeText, objectsOf } from '@x/bedrock-core/family'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testIdentity } from '../auth/identity.ts'
import { scripted } from '../scripted/scripted.ts'
import { type RunningLocalBedrock, startLocalBedrock } from '../server/start.ts'

let local: RunningLocalBedrock
beforeAll(async () => {
  local = await startLocalBedrock({ answerer: scripted({ pace: 0 }) })
})
afterAll(() => local.close())

const client = (): BedrockRuntimeClient =>
  new BedrockRuntimeClient({ region: 'us-east-1', endpoint: local.url, credentials: testIdentity, maxAttempts: 1 })

const parsed = (bytes: Uint8Array | undefined): JsonObject => {
  const value: Json = JSON.parse(new TextDecoder().decode(bytes))
  if (!isJsonObject(value)) throw new Error('The body is not an object')
  return value
}

const invoke = async (modelId: string, body: JsonObject): Promise<JsonObject> =>
  parsed((await client().send(new InvokeModelCommand({ modelId, body: JSON.stringify(body) }))).body)

const invokeStream = async (modelId: string, body: JsonObject): Promise<JsonObject[]> => {
  const { body: stream } = await client().send(
    new InvokeModelWithResponseStreamCommand({ modelId, body: JSON.stringify(body) }),
  )
  const events: JsonObject[] = []
  for await (const event of stream ?? []) events.push(parsed(event.chunk?.bytes))
  return events
}

const llamaPrompt = (text: string): string =>
  `<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nBe brief.<|eot_id|><|start_header_id|>user<|end_header_id|>\n\n${text}<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n`

const choice = (event: JsonObject): JsonObject => objectsOf(event, 'choices')[0] ?? {}
const member = (from: JsonObject, key: string): JsonObject => {
  const value = from[key]
  return isJsonObject(value) ? value : {}
}

/** For each form: how a text is asked for, and where it stands in a whole answer and in one event. */
const forms: readonly {
  model: string
  body: (text: string) => JsonObject
  whole: (answer: JsonObject) => string | undefined
  piece: (event: JsonObject) => string | undefined
  limit: string
  ended: (answer: JsonObject) => Json | undefined
  length: string
}[] = [
  {
    model: 'anthropic.claude-3-haiku-20240307-v1:0',
    body: (content) => ({
      anthropic_version: 'bedrock-2023-05-31',
      max_tokens: 4000,
      messages: [{ role: 'user', content }],
    }),
    whole: (answer) => maybeText(objectsOf(answer, 'content')[0] ?? {}, 'text'),
    piece: (event) => maybeText(member(event, 'delta'), 'text'),
    limit: 'max_tokens',
    ended: (answer) => answer['stop_reason'],
    length: 'max_tokens',
  },
  {
    model: 'cohere.command-r-plus-v1:0',
    body: (message) => ({
      message,
      chat_history: [
        { role: 'USER', message: 'Hi' },
        { role: 'CHATBOT', message: 'Hello' },
      ],
    }),
    whole: (answer) => maybeText(answer, 'text'),
    piece: (event) => maybeText(event, 'text'),
    limit: 'max_tokens',
    ended: (answer) => answer['finish_reason'],
    length: 'MAX_TOKENS',
  },
  {
    model: 'openai.gpt-oss-120b-1:0',
    body: (content) => ({
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content },
      ],
    }),
    whole: (answer) => maybeText(member(choice(answer), 'message'), 'content'),
    piece: (event) => maybeText(member(choice(event), 'delta'), 'content'),
    limit: 'max_completion_tokens',
    ended: (answer) => choice(answer)['finish_reason'],
    length: 'length',
  },
  {
    model: 'us.meta.llama3-3-70b-instruct-v1:0',
    body: (text) => ({ prompt: llamaPrompt(text) }),
    whole: (answer) => maybeText(answer, 'generation'),
    piece: (event) => maybeText(event, 'generation'),
    limit: 'max_gen_len',
    ended: (answer) => answer['stop_reason'],
    length: 'length',
  },
]

describe.each(forms)('the native form of $model', ({ model, body, whole, piece, limit, ended, length }) => {
  it('says the same streamed and whole, with metrics in the last chunk alone', async () => {
    const asked = body('markdown, please 🌍')
    const text = whole(await invoke(model, asked))
    const events = await invokeStream(model, asked)
    expect(text).toContain('# A tour of Markdown')
    expect(events.map((event) => piece(event) ?? '').join('')).toBe(text)
    expect(events.map((event) => 'amazon-bedrock-invocationMetrics' in event)).toEqual([
      ...events.slice(1).map(() => false),
      true,
    ])
  })

  it('says the last words it was asked', async () => {
    expect(whole(await invoke(model, body('echo one two three')))).toBe('one two three')
  })

  it('ends at the limit', async () => {
    expect(ended(await invoke(model, { ...body('a long story'), [limit]: 7 }))).toBe(length)
  })

  it('counts in its headers', async () => {
    const response = await fetch(`${local.url}/model/${encodeURIComponent(model)}/invoke`, {
      method: 'POST',
      headers: { authorization: `Bearer ${testIdentity.apiKey}` },
      body: JSON.stringify(body('echo 12345678')),
    })
    expect(response.headers.get('x-amzn-bedrock-output-token-count')).toBe('2')
    expect(Number(response.headers.get('x-amzn-bedrock-input-token-count'))).toBeGreaterThan(5)
    expect(response.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/)
    await response.body?.cancel()
  })

  it('is also spoken to by Converse', async () => {
    const answer = await client().send(
      new ConverseCommand({ modelId: model, messages: [{ role: 'user', content: [{ text: 'echo hi' }] }] }),
    )
    expect(answer.output?.message?.content).toEqual([{ text: 'hi' }])
  })
})

describe('tools and thoughts', () => {
  const parameters = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] }

  it('gpt-oss wraps every thought and calls in pieces', async () => {
    const events = await invokeStream('openai.gpt-oss-20b-1:0', {
      messages: [{ role: 'user', content: 'What is the weather in Rome?' }],
      tools: [{ type: 'function', function: { name: 'weather', parameters } }],
      stream_options: { include_usage: true },
    })
    const calls = events.flatMap((event) => objectsOf(member(choice(event), 'delta'), 'tool_calls'))
    expect(calls[0]).toMatchObject({
      index: 0,
      id: expect.stringMatching(/^chatcmpl-tool-/),
      function: { name: 'weather' },
    })
    expect(JSON.parse(calls.map((call) => maybeText(member(call, 'function'), 'arguments') ?? '').join(''))).toEqual({
      city: 'Rome',
    })
    expect(choice(events.at(-2) ?? {})['finish_reason']).toBe('tool_calls')
    expect(events.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: expect.any(Number) } })
    const thinking = await invokeStream('openai.gpt-oss-20b-1:0', {
      messages: [{ role: 'user', content: 'hi' }],
      reasoning_effort: 'low',
    })
    const thoughts = thinking
      .map((event) => maybeText(member(choice(event), 'delta'), 'content') ?? '')
      .filter((text) => text.includes('reasoning>'))
    expect(thoughts.length).toBeGreaterThan(5)
    for (const thought of thoughts) expect(thought).toMatch(/^<reasoning>[^<]*<\/reasoning>$/)
  })

  it('Command R calls by name and answers from results', async () => {
    const tools = [
      { name: 'weather', description: 'Weather', parameter_definitions: { city: { type: 'str', required: true } } },
    ]
    const answer = await invoke('cohere.command-r-v1:0', { message: 'What is the weather in Rome?', tools })
    expect(answer['tool_calls']).toEqual([{ name: 'weather', parameters: { city: 'Rome' } }])
    const tool_results = [{ call: { name: 'weather', parameters: { city: 'Rome' } }, outputs: [{ text: 'sunny' }] }]
    expect(await invoke('cohere.command-r-v1:0', { message: '', tools, tool_results })).toMatchObject({
      text: expect.stringContaining('sunny'),
    })
  })

  it('Command R cites the documents that came with the question, by place in the answer', async () => {
    const documents = [
      { title: 'Rivers', snippet: 'The Loire is 1006 km long. It ends in the Atlantic.' },
      { title: 'Hills', snippet: 'The Rhine passes them. Nobody lives there.' },
    ]
    const asked = { message: 'How long is the Loire, and what of the Rhine?', documents }
    const whole = await invoke('cohere.command-r-v1:0', asked)
    const text = maybeText(whole, 'text') ?? ''
    const cited = objectsOf(whole, 'citations')
    expect(cited.map(({ start, end }) => text.slice(Number(start), Number(end)))).toEqual([
      'The Loire is 1006 km long.',
      'The Rhine passes them.',
    ])
    expect(cited.map((citation) => citation['text'])).toEqual(['The Loire is 1006 km long.', 'The Rhine passes them.'])
    expect(cited.map((citation) => citation['document_ids'])).toEqual([['doc_0'], ['doc_1']])
    expect(whole['documents']).toEqual(documents.map((document, at) => ({ id: `doc_${at}`, ...document })))
    const events = await invokeStream('cohere.command-r-v1:0', asked)
    const kinds = events.map((event) => maybeText(event, 'event_type') ?? '')
    expect(kinds.filter((kind, at) => kind !== kinds[at - 1])).toEqual([
      'search-results',
      'text-generation',
      'citation-generation',
      'stream-end',
    ])
    expect(events.flatMap((event) => objectsOf(event, 'citations'))).toEqual(cited)
    expect(events[0]?.['documents']).toEqual(whole['documents'])
  })
})
