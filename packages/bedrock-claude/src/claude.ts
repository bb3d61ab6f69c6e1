import { defineFamily, type Exception, type Family, type Feature } from '@x/bedrock-core/family'
import { claudeConverse } from './converse.ts'
import { messages } from './messages/format.ts'
import type { KnownClaudeModel } from './models.ts'
import type { ClaudeOptions } from './options.ts'

const prefix = 'anthropic.claude-'

/** What older models lack, from AWS's and Anthropic's pages on each feature; nothing that a recording shows them take. */
const lacking: readonly (readonly [starts: readonly string[], lacks: readonly Feature[], format?: string])[] = [
  [
    ['v2', 'instant'],
    ['tools', 'tool-choice', 'images', 'documents', 'stream-tools'],
  ],
  [['v2', 'instant', '3-haiku', '3-sonnet', '3-opus', '3-5-sonnet-20240620'], ['cache']],
  [['v2', 'instant', '3-haiku', '3-sonnet', '3-opus', '3-5'], ['reasoning']],
  [['v2', 'instant', '3-haiku', '3-sonnet', '3-opus'], ['citations']],
  // Converse reads documents out for models that cannot.
  [['3-haiku', '3-sonnet', '3-opus'], ['documents'], 'messages'],
  [['v2', 'instant', '3', 'opus-4-1', 'opus-4-2', 'sonnet-4-2'], ['response-format']],
]

const except: readonly Exception[] = lacking.flatMap(([starts, lacks, format]) =>
  starts.map((start) => ({ models: prefix + start, lacks, ...(format === undefined ? {} : { format }) })),
)

/**
 * Answered only under a geography: "on-demand throughput isn’t supported" was recorded for 3.7, and AWS lists no region
 * for the others.
 */
const profileOnly: readonly string[] = [
  '3-7',
  'sonnet-4-2',
  'opus-4-2',
  'opus-4-1',
  'sonnet-4-5',
  'haiku-4-5',
  'opus-4-5',
].map((start) => prefix + start)

/** The Claude family: Anthropic's Messages on InvokeModel, and Converse for what only that carries. */
export const claude = (): Family<'claude', typeof prefix, ClaudeOptions, KnownClaudeModel> =>
  defineFamily({ name: 'claude', prefixes: [prefix], formats: [messages, claudeConverse], except, profileOnly })
