import { defineFamily, type Family } from '@x/bedrock-core/family'
import { chat } from './chat/format.ts'
import { ossConverse } from './converse.ts'
import type { KnownOssModel } from './models.ts'
import type { OssOptions } from './options.ts'

const prefix = 'openai.gpt-oss-'

/**
 * The gpt-oss family: OpenAI's chat completions on InvokeModel for what is simple, Converse where tools are offered.
 * Either is forced by `via: 'chat'` or `via: 'converse'`.
 */
export const oss = (): Family<'oss', typeof prefix, OssOptions, KnownOssModel> =>
  defineFamily({
    name: 'oss',
    prefixes: [prefix],
    formats: [chat, ossConverse],
    prefer: [{ need: 'tools', format: 'converse' }],
  })
