import { type Feature, type Format, legalToolName, type Prompt, type Takes } from '@x/bedrock-core/family'
import type { ClaudeOptions } from '../options.ts'

import { encode } from './encode.ts'
import { createReader, decode, parse } from './reader.ts'

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

const takes = ({ options }: Prompt<ClaudeOptions>): Takes => ({
  roles: 'alternate',
  prefill: 'trimmed',
  reasoning: 'signed',
  assistantFiles: false,
  // Letters, digits, `_` and `-` (Anthropic's API reference).
  toolCallId: legalToolName,
  // "Each stop sequence must contain non-whitespace."
  blankStops: false,
  ranges: { temperature: [0, 1] },
  cache: { documents: true, tools: !options.toolSearch },
})

/** Claude's own Messages form on InvokeModel. */
export const messages: Format<ClaudeOptions> = {
  name: 'messages',
  operation: 'invoke',
  carries,
  takes,
  encode,
  decode,
  reader: createReader,
  parse,
}
