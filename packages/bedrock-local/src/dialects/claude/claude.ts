import type { Dialect } from '../dialect.ts'
import { read } from './read.ts'
import { stream, whole } from './write.ts'

/** Anthropic's Messages on InvokeModel. */
export const claude: Dialect = { name: 'messages', toolIdPrefix: 'toolu_bdrk_01', read, whole, stream }
