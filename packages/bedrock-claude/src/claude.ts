import { defineFamily, type Exception, exceptionsOf, type Family } from '@x/bedrock-core/family'
import { claudeConverse } from './converse.ts'
import { messages } from './messages/format.ts'
import type { KnownClaudeModel } from './models.ts'
import type { ClaudeOptions } from './options.ts'

const prefix = 'anthropic.claude-'

/** What older models lack, from AWS's and Anthropic's pages on each feature; nothing that a recording shows them take. */
const except: readonly Exception[] = exceptionsOf(prefix, [
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
])

/** The Claude family: Anthropic's Messages on InvokeModel, and Converse for what only that carries. */
export const claude = (): Family<'claude', typeof prefix, ClaudeOptions, KnownClaudeModel> =>
  defineFamily({ name: 'claude', prefixes: [prefix], formats: [messages, claudeConverse], except })

/**
 * Claude through Messages alone, for a bundle that counts: `claude()` brings Converse along, some 7 kB of gzip. What only
 * Converse carries (files in S3, guard content, Office documents) is refused by name.
 */
export const claudeMessages = (): Family<'claude', typeof prefix, ClaudeOptions, KnownClaudeModel> =>
  defineFamily({ name: 'claude', prefixes: [prefix], formats: [messages], except })
