import type { Format } from '@x/bedrock-core/family'
import type { OssOptions } from '../options.ts'
import { decode } from './decode.ts'
import { encode } from './encode.ts'
import { createReader } from './reader.ts'

/** OpenAI's chat completions as the body of InvokeModel. */
export const chat: Format<OssOptions> = {
  name: 'chat',
  operation: 'invoke',
  carries: [
    'system',
    'tools',
    'tool-choice',
    'reasoning',
    'response-format',
    'stop-sequences',
    'stream',
    'stream-tools',
  ],
  // Written as text it would be taken for an answer.
  takes: () => ({ reasoning: 'none' }),
  encode,
  decode,
  reader: createReader,
}
