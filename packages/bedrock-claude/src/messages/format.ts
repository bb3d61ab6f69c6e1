import type { Feature, Format } from '@x/bedrock-core/family'
import type { ClaudeOptions } from '../options.ts'
import { decode } from './decode.ts'
import { encode } from './encode.ts'
import { createReader } from './reader.ts'

/** What Claude takes by either way. */
export const carries: readonly Feature[] = [
  'system',
  'tools',
  'tool-choice',
  'images',
  'documents',
  'reasoning',
  'cache',
  'citations',
  'response-format',
  'top-k',
  'stop-sequences',
  'stream',
  'stream-tools',
]

/** Claude's own Messages form on InvokeModel. */
export const messages: Format<ClaudeOptions> = {
  name: 'messages',
  operation: 'invoke',
  carries,
  encode,
  decode,
  reader: createReader,
}
