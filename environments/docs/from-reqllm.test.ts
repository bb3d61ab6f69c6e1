import { apiKey, sigv4 } from '@x/bedrock-auth'
import { claude } from '@x/bedrock-claude'
import { cohere } from '@x/bedrock-cohere'
import { type Auth, amazonRetrieval, createBedrock, embed, type Fetch, generateText, plan } from '@x/bedrock-core'
import { expect, test } from 'vitest'
import { pages } from './pages.ts'

const auth = apiKey('bedrock-api-key')
const bedrock = createBedrock({ region: 'eu-west-1', auth, families: [claude(), cohere(), amazonRetrieval()] })
const id = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'
const model = bedrock(id)
const converse = bedrock(id, { via: 'converse' })
const ask = { model, prompt: 'Hi' }
const search = { type: 'object' } as const

/** What a call would send. */
type Sent = { readonly url?: string; readonly headers?: object; readonly body?: object }

/** A call really made, up to the socket. */
const sent = async (call: (fetch: Fetch) => Promise<unknown>): Promise<Sent> => {
  let seen: Sent = {}
  await call(async (url, init) => {
    seen = {
      url,
      headers: Object.fromEntries(new Headers(init.headers)),
      body: await new Response(init.body ?? null).json(),
    }
    return new Response('{"message":"seen"}', { status: 400 })
  }).catch(() => {})
  return seen
}

const embedded = (modelId: 'cohere.embed-v4:0' | 'amazon.titan-embed-text-v2:0', settings: object) =>
  sent((fetch) => {
    const client = createBedrock({ region: 'eu-west-1', auth, fetch, families: [cohere(), amazonRetrieval()] })
    return embed({ model: client(modelId), value: 'Hi', ...settings })
  })

const signed = (by: Auth) =>
  sent((fetch) => {
    const own = createBedrock({ region: 'eu-west-1', auth: by, fetch, families: [claude()] })
    return generateText({ model: own(id), prompt: 'Hi' })
  })

/** Each of ReqLLM's provider options for Bedrock, and what its counterpart sends. */
const counterparts: Readonly<Record<string, readonly [Sent | Promise<Sent>, Sent]>> = {
  api_key: [signed(apiKey('mine')), { headers: { authorization: 'Bearer mine' } }],
  session_token: [
    signed(sigv4({ accessKeyId: 'AKIA', secretAccessKey: 'secret', sessionToken: 'session' })),
    { headers: { 'x-amz-security-token': 'session' } },
  ],
  inference_profile_arn: [
    {
      url: plan({
        ...ask,
        model: bedrock('arn:aws:bedrock:eu-west-1:1:application-inference-profile/a', { family: 'claude' }),
      }).path,
    },
    { url: expect.stringContaining('arn%3Aaws%3Abedrock') },
  ],
  use_converse: [{ url: plan({ ...ask, model: converse }).path }, { url: expect.stringMatching(/\/converse$/) }],
  additional_model_request_fields: [
    plan({ ...ask, additionalModelRequestFields: { other: 1 } }),
    { body: { other: 1 } },
  ],
  guardrail_identifier: [
    plan({ ...ask, guardrail: { id: 'abc', version: '1', trace: 'enabled' } }),
    {
      headers: {
        'x-amzn-bedrock-guardrailidentifier': 'abc',
        'x-amzn-bedrock-guardrailversion': '1',
        'x-amzn-bedrock-trace': 'ENABLED',
      },
    },
  ],
  prompt_cache_ttl: [
    { body: { points: plan({ ...ask, system: 'x'.repeat(9000), promptCache: { ttl: '1h' } }).cachePoints } },
    { body: { points: expect.arrayContaining([expect.objectContaining({ ttl: '1h' })]) } },
  ],
  cache_messages: [
    plan({ ...ask, messages: [{ role: 'user', content: [{ type: 'text', text: 'Long.', cache: true }] }] }),
    {
      body: {
        messages: [
          { content: expect.arrayContaining([expect.objectContaining({ cache_control: { type: 'ephemeral' } })]) },
        ],
      },
    },
  ],
  service_tier: [plan({ ...ask, serviceTier: 'flex' }), { headers: { 'x-amzn-bedrock-service-tier': 'flex' } }],
  anthropic_beta: [plan({ ...ask, options: { betas: ['b'] } }), { body: { anthropic_beta: ['b'] } }],
  tool_search: [
    plan({ ...ask, tools: { a: { inputSchema: search } }, options: { toolSearch: 'bm25' } }),
    { body: { tools: expect.arrayContaining([expect.objectContaining({ name: expect.stringContaining('bm25') })]) } },
  ],
  input_type: [embedded('cohere.embed-v4:0', { inputType: 'query' }), { body: { input_type: 'search_query' } }],
  embedding_types: [
    embedded('cohere.embed-v4:0', { embeddingTypes: ['int8'] }),
    { body: { embedding_types: ['int8'] } },
  ],
  truncate: [embedded('cohere.embed-v4:0', { truncate: 'end' }), { body: { truncate: 'RIGHT' } }],
  dimensions: [embedded('cohere.embed-v4:0', { dimensions: 512 }), { body: { output_dimension: 512 } }],
  normalize: [embedded('amazon.titan-embed-text-v2:0', { normalize: false }), { body: { normalize: false } }],
}

test.each(Object.entries(counterparts))('ReqLLM’s %s has its counterpart', async (_, [made, expected]) => {
  expect(await made).toMatchObject(expected)
})

/** All of them, as its provider schema lists them; those of Mantle are said to be missing. */
const listed = [
  ...Object.keys(counterparts),
  ...['access_key_id', 'secret_access_key', 'region', 'guardrail_version', 'guardrail_trace', 'prompt_cache'],
  ...['anthropic_prompt_cache', 'anthropic_prompt_cache_ttl', 'anthropic_cache_messages', 'images', 'inputs'],
  ...['endpoint: :mantle', 'project', 'mantle_base_path', 'store', 'embedding_purpose', 'truncation_mode'],
]

test.each(listed)('the page has a row for %s', (option) => {
  const page = pages.find(({ path }) => path === 'docs/from-reqllm.md')?.text ?? ''
  const rows = page.split('\n').filter((line) => line.startsWith('| `'))
  expect(rows.some((row) => row.includes(`\`${option}\``))).toBe(true)
})
