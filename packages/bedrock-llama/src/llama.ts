import { defineFamily, type Exception, exceptionsOf, type Family } from '@x/bedrock-core/family'
import { llamaConverse } from './converse.ts'
import type { KnownLlamaModel } from './models.ts'
import { native } from './native/format.ts'
import type { LlamaOptions } from './options.ts'

const prefix = 'meta.llama'

/** After AWS's table of Converse features by model; "This model doesn't support tool use." was recorded for 3.2 3B. */
const except: readonly Exception[] = exceptionsOf(prefix, [
  [
    ['2', '3-8b', '3-70b', '3-2-1b', '3-2-3b'],
    ['images', 's3', 'tools'],
  ],
  [
    ['3-1', '3-3'],
    ['images', 's3'],
  ],
])

/** The Llama family: its own prompt on InvokeModel, and Converse for what only that carries. */
export const llama = (): Family<'llama', typeof prefix, LlamaOptions, KnownLlamaModel> =>
  defineFamily({ name: 'llama', prefixes: [prefix], formats: [native, llamaConverse], except })
