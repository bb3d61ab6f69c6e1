import type { Dialect } from '../dialect.ts'
import { read } from './read.ts'
import { stream, whole } from './write.ts'

/** Command R's chat on InvokeModel. */
export const cohere: Dialect = { name: 'chat', toolIdPrefix: '', read, whole, stream }
