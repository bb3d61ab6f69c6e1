import { defineFamily, type Exception, type Family } from '@x/bedrock-core/family'
import { claudeConverse } from './converse.ts'
import { messages } from './messages/format.ts'
import type { KnownClaudeModel } from './models.ts'
import type { ClaudeOptions } from './options.ts'

const unthinking: Exception['lacks'] = ['reasoning', 'response-format']
const uncached: Exception['lacks'] = ['cache', ...unthinking]

/** What older models lack, from AWS's pages on prompt caching, extended thinking and structured outputs. */
const except: readonly Exception[] = [
  {
    models: 'anthropic.claude-v2',
    lacks: [...uncached, 'tools', 'tool-choice', 'images', 'documents', 'stream-tools'],
  },
  {
    models: 'anthropic.claude-instant',
    lacks: [...uncached, 'tools', 'tool-choice', 'images', 'documents', 'stream-tools'],
  },
  { models: 'anthropic.claude-3-haiku', lacks: uncached },
  { models: 'anthropic.claude-3-sonnet', lacks: uncached },
  { models: 'anthropic.claude-3-opus', lacks: uncached },
  { models: 'anthropic.claude-3-5', lacks: unthinking },
  { models: 'anthropic.claude-3-5-sonnet-20240620', lacks: ['cache'] },
  { models: 'anthropic.claude-3-7', lacks: ['response-format'] },
  { models: 'anthropic.claude-sonnet-4-2', lacks: ['response-format'] },
  { models: 'anthropic.claude-opus-4-2', lacks: ['response-format'] },
  { models: 'anthropic.claude-opus-4-1', lacks: ['response-format'] },
]

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
].map((start) => `anthropic.claude-${start}`)

/** The Claude family: Anthropic's Messages on InvokeModel, Converse for what only that carries. */
export const claude = (): Family<'claude', 'anthropic.claude-', ClaudeOptions, KnownClaudeModel> =>
  defineFamily({
    name: 'claude',
    prefixes: ['anthropic.claude-'],
    formats: [messages, claudeConverse],
    except,
    profileOnly,
  })
