import { defineFamily, exceptionsOf, type Family, type Feature } from '@x/bedrock-core/family'
import { chat } from './chat/format.ts'
import { cohereConverse } from './converse.ts'
import { embed } from './embed.ts'
import type { KnownCohereModel } from './models.ts'
import type { CohereOptions } from './options.ts'
import { rerank } from './rerank.ts'

/** The old Command models on Converse: one question, one answer (AWS's table of Converse features by model). */
const limited: readonly Feature[] = ['system', 'tools', 'stream-tools']

/**
 * The Cohere family: Command R in its chat form, with Converse for tools and files; Embed and Rerank. Tools go by Converse
 * because only there calls have ids and a history, and only there they were seen; `via: 'chat'` forces the chat form.
 */
export const cohere = (): Family<'cohere', 'cohere.', CohereOptions, KnownCohereModel> =>
  defineFamily({
    name: 'cohere',
    prefixes: ['cohere.'],
    formats: [chat, cohereConverse],
    prefer: [{ need: 'tools', format: 'converse' }],
    except: exceptionsOf('cohere.command-', [[['text-', 'light-'], limited]]),
    embed,
    rerank,
  })
