import type { Dialect } from '../dialect.ts'
import { read } from './read.ts'
import { stream, whole } from './write.ts'

/** Llama's prompt on InvokeModel. */
export const llama: Dialect = { name: 'native', toolIdPrefix: '', read, whole, stream }
