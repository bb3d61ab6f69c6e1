import type { Format } from '@x/bedrock-core/family'
import type { LlamaOptions } from '../options.ts'
import { createReader, decode } from './decode.ts'
import { encode } from './encode.ts'

/** Llama's own form on InvokeModel: one prompt in the model's template. It has no words for tools or stop sequences. */
export const native: Format<LlamaOptions> = {
  name: 'native',
  operation: 'invoke',
  carries: ['system', 'images', 'stream'],
  takes: () => ({ reasoning: 'none', ranges: { temperature: [0, 1] } }),
  encode,
  decode,
  reader: createReader,
}
