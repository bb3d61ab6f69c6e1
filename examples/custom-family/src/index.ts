import { converse, defineFamily, type Family } from '@x/bedrock-core/family'
import { instruct, type MistralOptions } from './instruct.ts'

export type { MistralOptions } from './instruct.ts'

/** Ids that an editor offers; any other id that begins with the prefix is as good. */
export type KnownMistralModel =
  | 'mistral.mistral-7b-instruct-v0:2'
  | 'mistral.mixtral-8x7b-instruct-v0:1'
  | 'mistral.mistral-large-2402-v1:0'

/** Mistral's models: the instruct form for plain text, Converse for all that it cannot carry. */
export const mistral = (): Family<'mistral', 'mistral.', MistralOptions, KnownMistralModel> =>
  defineFamily({
    name: 'mistral',
    prefixes: ['mistral.'],
    formats: [
      instruct,
      converse<MistralOptions>({
        carries: ['system', 'tools', 'tool-choice', 'documents', 'stop-sequences', 'stream', 'stream-tools'],
      }),
    ],
    // "This model doesn't support tool use": the small instruct models on Converse.
    except: [
      { models: 'mistral.mistral-7b', lacks: ['tools', 'tool-choice', 'stream-tools'], format: 'converse' },
      { models: 'mistral.mixtral', lacks: ['tools', 'tool-choice', 'stream-tools'], format: 'converse' },
    ],
  })
