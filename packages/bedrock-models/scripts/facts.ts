import type { Capability, ModelKind } from '../src/row.ts'
import type { SourceName } from '../src/sources.ts'

/** What is known of the models whose bare id starts with `models`; later rows win over earlier ones and over the packages. */
export interface Fact {
  readonly models: string
  readonly kind?: ModelKind
  readonly can?: readonly Capability[]
  readonly cannot?: readonly Capability[]
}

const claude = (starts: readonly string[], row: Omit<Fact, 'models'>): readonly Fact[] =>
  starts.map((start) => ({ models: `anthropic.claude-${start}`, ...row }))

const before35 = ['v2', 'instant', '3-haiku', '3-sonnet', '3-opus']

/** AWS's table of Converse features by model and its pages on models, and refusals in recorded traffic. */
export const facts: readonly Fact[] = [
  {
    models: 'anthropic.claude-',
    can: ['tools', 'toolStreaming', 'documents', 'cache', 'reasoning', 'citations', 'structuredOutput'],
  },
  ...claude(['v2', 'instant'], { cannot: ['tools', 'toolStreaming', 'images', 'documents'] }),
  ...claude([...before35, '3-5-sonnet-20240620'], { cannot: ['cache'] }),
  ...claude([...before35, '3-5'], { cannot: ['reasoning'] }),
  ...claude(before35, { cannot: ['citations'] }),
  ...claude(['v2', 'instant', '3', 'opus-4-1', 'opus-4-2', 'sonnet-4-2'], { cannot: ['structuredOutput'] }),
  {
    models: 'amazon.nova-',
    can: ['tools', 'toolStreaming', 'images', 'documents', 'video', 'cache'],
    cannot: ['audio', 'citations', 'structuredOutput'],
  },
  { models: 'amazon.nova-micro-', cannot: ['images', 'documents', 'video'] },
  ...['micro', 'lite', 'pro', 'premier'].map(
    (size): Fact => ({ models: `amazon.nova-${size}-`, cannot: ['reasoning'] }),
  ),
  { models: 'amazon.nova-2-', can: ['reasoning'] },
  {
    models: 'amazon.titan-',
    cannot: ['tools', 'toolStreaming', 'images', 'video', 'reasoning', 'cache', 'citations', 'structuredOutput'],
  },
  { models: 'mistral.', cannot: ['toolStreaming', 'citations'] },
  { models: 'mistral.mistral-7b-', cannot: ['tools', 'images', 'reasoning', 'cache', 'structuredOutput'] },
  { models: 'mistral.mixtral-', cannot: ['tools', 'images', 'reasoning', 'cache', 'structuredOutput'] },
  { models: 'mistral.mistral-large-24', can: ['tools'], cannot: ['images'] },
  { models: 'mistral.mistral-small-', can: ['tools'], cannot: ['images'] },
  { models: 'deepseek.', can: ['reasoning'], cannot: ['images', 'citations'] },
  { models: 'deepseek.r1-', cannot: ['tools', 'toolStreaming'] },
  ...['qwen.', 'moonshot', 'zai.', 'minimax.', 'google.', 'nvidia.'].map(
    (models): Fact => ({ models, cannot: ['citations'] }),
  ),
  { models: 'writer.', cannot: ['toolStreaming', 'citations'] },
  { models: 'ai21.', cannot: ['images', 'reasoning', 'cache', 'citations', 'structuredOutput'] },
  { models: 'ai21.j2-', cannot: ['tools', 'toolStreaming', 'documents'] },
  {
    models: 'meta.llama',
    can: ['documents'],
    cannot: ['toolStreaming', 'reasoning', 'cache', 'citations', 'structuredOutput'],
  },
  ...['3-1', '3-2-11b', '3-2-90b', '3-3', '4'].map((start): Fact => ({ models: `meta.llama${start}`, can: ['tools'] })),
  ...['2', '3-8b', '3-70b', '3-2-1b', '3-2-3b'].map(
    (start): Fact => ({ models: `meta.llama${start}`, cannot: ['tools', 'images'] }),
  ),
  ...['3-1', '3-3'].map((start): Fact => ({ models: `meta.llama${start}`, cannot: ['images'] })),
  ...['3-2-11b', '3-2-90b', '4'].map((start): Fact => ({ models: `meta.llama${start}`, can: ['images'] })),
  {
    models: 'cohere.command-',
    cannot: ['images', 'audio', 'video', 'reasoning', 'cache', 'structuredOutput'],
  },
  { models: 'cohere.command-r-', can: ['tools', 'toolStreaming', 'documents', 'citations'] },
  ...['text', 'light'].map(
    (name): Fact => ({ models: `cohere.command-${name}-`, cannot: ['tools', 'toolStreaming', 'citations'] }),
  ),
  {
    models: 'openai.gpt-oss-',
    can: ['tools', 'toolStreaming', 'documents', 'reasoning', 'structuredOutput'],
    cannot: ['images', 'audio', 'video', 'citations'],
  },
  ...['cohere.embed-', 'amazon.titan-embed-', 'amazon.nova-2-multimodal-embeddings-'].map(
    (models): Fact => ({ models, kind: 'embedding' }),
  ),
  ...['cohere.embed-v4', 'amazon.titan-embed-image-', 'amazon.nova-2-multimodal-embeddings-'].map(
    (models): Fact => ({ models, can: ['images'] }),
  ),
  ...['cohere.rerank-', 'amazon.rerank-'].map((models): Fact => ({ models, kind: 'reranking' })),
  ...['amazon.nova-sonic-', 'amazon.nova-2-sonic-'].map((models): Fact => ({ models, kind: 'speech', can: ['audio'] })),
]

/** Ids that no package lists. */
export const ids: Readonly<Partial<Record<SourceName, readonly string[]>>> = {
  aws: [
    'amazon.rerank-v1:0',
    'amazon.titan-embed-g1-text-02',
    'amazon.titan-embed-image-v1',
    'cohere.embed-multilingual-v3',
    'cohere.rerank-v3-5:0',
    'meta.llama3-1-405b-instruct-v1:0',
  ],
  recorded: [
    'ai21.j2-mid-v1',
    'ai21.j2-ultra-v1',
    'amazon.nova-2-multimodal-embeddings-v1:0',
    'amazon.titan-embed-text-v2:0',
    'amazon.titan-tg1-large',
    'cohere.embed-english-v3',
    'cohere.embed-v4:0',
    'meta.llama2-13b-chat-v1',
  ],
}

/** Inference profiles that no package lists: from AWS's page on them, or seen to answer. */
export const profiles: readonly { readonly id: string; readonly in: readonly string[]; readonly from: SourceName }[] = [
  { id: 'anthropic.claude-3-haiku-20240307-v1:0', in: ['us', 'eu', 'apac'], from: 'aws' },
  { id: 'anthropic.claude-3-5-haiku-20241022-v1:0', in: ['us', 'apac'], from: 'aws' },
  { id: 'anthropic.claude-3-7-sonnet-20250219-v1:0', in: ['us', 'eu', 'apac', 'us-gov'], from: 'aws' },
  { id: 'cohere.embed-v4:0', in: ['us', 'eu', 'global'], from: 'aws' },
  { id: 'meta.llama3-1-405b-instruct-v1:0', in: ['us'], from: 'aws' },
  { id: 'meta.llama3-2-1b-instruct-v1:0', in: ['us', 'eu'], from: 'aws' },
  { id: 'meta.llama3-2-3b-instruct-v1:0', in: ['us', 'eu'], from: 'aws' },
]

/** Bare ids that answered on demand in some region: recorded. */
export const answered: readonly string[] = [
  'ai21.j2-mid-v1',
  'ai21.j2-ultra-v1',
  'ai21.jamba-1-5-mini-v1:0',
  'amazon.nova-2-multimodal-embeddings-v1:0',
  'amazon.nova-lite-v1:0',
  'amazon.nova-micro-v1:0',
  'amazon.nova-pro-v1:0',
  'amazon.titan-embed-text-v1',
  'amazon.titan-embed-text-v2:0',
  'amazon.titan-text-express-v1',
  'amazon.titan-text-lite-v1',
  'amazon.titan-tg1-large',
  'anthropic.claude-3-5-haiku-20241022-v1:0',
  'anthropic.claude-3-5-sonnet-20240620-v1:0',
  'anthropic.claude-3-5-sonnet-20241022-v2:0',
  'anthropic.claude-3-haiku-20240307-v1:0',
  'anthropic.claude-3-sonnet-20240229-v1:0',
  'anthropic.claude-instant-v1',
  'anthropic.claude-v2',
  'anthropic.claude-v2:1',
  'cohere.command-light-text-v14',
  'cohere.command-r-v1:0',
  'cohere.command-text-v14',
  'cohere.embed-english-v3',
  'cohere.rerank-v3-5:0',
  'meta.llama2-13b-chat-v1',
  'meta.llama3-1-70b-instruct-v1:0',
  'meta.llama3-2-1b-instruct-v1:0',
  'meta.llama3-70b-instruct-v1:0',
  'meta.llama3-8b-instruct-v1:0',
  'mistral.mistral-7b-instruct-v0:2',
  'mistral.voxtral-mini-3b-2507',
  'openai.gpt-oss-120b-1:0',
  'openai.gpt-oss-20b',
  'openai.gpt-oss-20b-1:0',
]

/** Starts of bare ids that answer only under an inference profile, from AWS's page on profiles; the first was recorded. */
export const profileOnly: readonly string[] = [
  'anthropic.claude-3-7-',
  'anthropic.claude-sonnet-4-',
  'anthropic.claude-opus-4-',
  'anthropic.claude-haiku-4-',
  'amazon.nova-premier-',
  'deepseek.r1-',
  'meta.llama3-2-11b-',
  'meta.llama3-2-90b-',
  'meta.llama4-',
  'mistral.pixtral-large-',
]

/** Other spellings in use, and the id that Bedrock has. */
export const spellings: Readonly<Record<string, string>> = {
  'anthropic.claude-sonnet-4-6-v1': 'anthropic.claude-sonnet-4-6',
  'anthropic.claude-sonnet-4-6-v1:0': 'anthropic.claude-sonnet-4-6',
  'anthropic.claude-opus-4-6': 'anthropic.claude-opus-4-6-v1',
  'anthropic.claude-opus-4-6-v1:0': 'anthropic.claude-opus-4-6-v1',
  'cohere.embed-english-v3:0': 'cohere.embed-english-v3',
  'cohere.embed-multilingual-v3:0': 'cohere.embed-multilingual-v3',
}
