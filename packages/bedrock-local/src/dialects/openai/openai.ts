import type { Dialect } from '../dialect.ts'
import { read } from './read.ts'
import { stream, whole } from './write.ts'

/** gpt-oss's chat completions on InvokeModel. */
export const openai: Dialect = { name: 'chat-completions', toolIdPrefix: 'chatcmpl-tool-', read, whole, stream }
