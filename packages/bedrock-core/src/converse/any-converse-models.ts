import type { Feature } from '../family/feature.ts'
import { nineLetterId } from './names.ts'
import type { ConverseQuirks } from './settings.ts'

/** What is known of one group of models: what it cannot take, and how it wants the rest. */
export interface AnyModel extends ConverseQuirks {
  /** The start of the bare id. */
  readonly models: string
  readonly lacks?: readonly Feature[]
  /** Where `topK` goes among the additional fields; without a row it is left out with a warning. */
  readonly topK?: 'inferenceConfig.topK' | 'top_k'
  /** Where the effort to reason goes. Without a row: `outputConfig.effort`, Converse's own. */
  readonly reasoning?: 'reasoningConfig' | 'reasoning_config'
}

const media: readonly Feature[] = ['images', 'audio', 'video', 's3']
const tools: readonly Feature[] = ['tools', 'tool-choice', 'stream-tools']
/** What only newer models know. */
const recent: readonly Feature[] = ['reasoning', 'cache', 'citations', 'response-format', 'audio', 'video']

/**
 * Quirks by model id; all rows that match hold, later ones win. Sources: AWS's table of Converse features by model, which
 * tools may be chosen (langchain-aws), blocks beside and inside tool results, seen on the live service (pydantic-ai),
 * tools in streams (langchain-aws), recorded traffic. What no row forbids is sent, and the service has the last word.
 */
export const anyModels: readonly AnyModel[] = [
  { models: 'amazon.titan-', lacks: ['system', ...tools, ...media, ...recent] },
  {
    models: 'amazon.nova-',
    lacks: ['audio', 'citations', 'response-format'],
    topK: 'inferenceConfig.topK',
    // Cache points are refused behind tools, and there is one time to live.
    cache: { tools: false, ttl: false },
    citationReplay: true,
  },
  { models: 'amazon.nova-micro-', lacks: ['reasoning', 'documents', 'retrieval', ...media] },
  { models: 'amazon.nova-lite-', lacks: ['reasoning'] },
  { models: 'amazon.nova-pro-', lacks: ['reasoning'] },
  { models: 'amazon.nova-premier-', lacks: ['reasoning'] },
  // Recorded: unsigned reasoning is taken back.
  { models: 'amazon.nova-2-', reasoning: 'reasoningConfig', reasoningReplay: 'text' },
  {
    models: 'mistral.',
    lacks: ['stream-tools', 'cache', 'citations', 'reasoning'],
    besideToolResults: [],
    toolResultMedia: ['document'],
    toolUseId: nineLetterId,
    toolChoice: ['auto', 'any'],
  },
  { models: 'mistral.mistral-7b-', lacks: ['system', ...tools, ...media, ...recent], topK: 'top_k' },
  { models: 'mistral.mixtral-', lacks: ['system', ...tools, ...media, ...recent], topK: 'top_k' },
  { models: 'mistral.mistral-small-', lacks: ['tool-choice', 'response-format', ...media] },
  // Older than `outputConfig.textFormat`, by two years and one.
  { models: 'mistral.mistral-large-24', lacks: ['response-format', ...media] },
  { models: 'mistral.pixtral-', lacks: ['tool-choice', 'response-format'] },
  { models: 'deepseek.', lacks: [...media, 'cache', 'citations'] },
  { models: 'deepseek.v3-v1', toolChoice: ['any'] },
  { models: 'deepseek.r1-', lacks: [...tools, 'response-format'], reasoningReplay: 'text' },
  {
    models: 'qwen.',
    lacks: ['tool-choice', 'cache', 'citations'],
    toolResultMedia: [],
    leadingAssistant: true,
    reasoning: 'reasoning_config',
  },
  { models: 'moonshot', lacks: ['tool-choice', 'cache', 'citations'], toolResultMedia: [], leadingAssistant: true },
  { models: 'zai.', lacks: ['tool-choice', 'cache', 'citations'], leadingAssistant: true },
  { models: 'minimax.', lacks: ['tool-choice', 'cache', 'citations'] },
  {
    models: 'writer.',
    lacks: ['stream-tools', 'tool-choice', 'cache', 'citations', 'reasoning'],
    toolResultStatus: false,
    besideToolResults: [],
  },
  { models: 'ai21.', lacks: ['tool-choice', ...media, ...recent] },
  { models: 'ai21.jamba-instruct-', lacks: ['documents', 'retrieval', ...tools] },
  { models: 'google.', lacks: ['tool-choice', 'cache', 'citations'] },
  { models: 'nvidia.', lacks: ['tool-choice', 'cache', 'citations'] },
]
