import type { Format } from '@x/bedrock-core/family'
import type { CohereOptions } from '../options.ts'
import { decode } from './decode.ts'
import { encode } from './encode.ts'
import { createReader } from './reader.ts'

/** Command R's own chat form on InvokeModel. */
export const chat: Format<CohereOptions> = {
  name: 'chat',
  operation: 'invoke',
  carries: ['system', 'retrieval', 'top-k', 'stop-sequences', 'stream', 'tools', 'stream-tools'],
  encode,
  decode,
  reader: createReader,
}
