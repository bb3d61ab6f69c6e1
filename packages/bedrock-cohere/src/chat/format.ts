import type { Feature, Format, Takes } from '@x/bedrock-core/family'
import type { CohereOptions } from '../options.ts'
import { ranges } from '../sampling.ts'
import { decode } from './decode.ts'
import { encode } from './encode.ts'
import { createReader } from './reader.ts'

/** What Command R takes by either way. */
export const carries: readonly Feature[] = [
  'system',
  'tools',
  'retrieval',
  'top-k',
  'stop-sequences',
  'stream',
  'stream-tools',
]

/** The form has no ids and keeps neither reasoning nor files of its own. */
const takes: Takes = { roles: 'alternate', first: 'user', prefill: 'refused', reasoning: 'none', ranges }

/** Command R's own chat form on InvokeModel. */
export const chat: Format<CohereOptions> = {
  name: 'chat',
  operation: 'invoke',
  carries,
  takes: () => takes,
  encode,
  decode,
  reader: createReader,
}
