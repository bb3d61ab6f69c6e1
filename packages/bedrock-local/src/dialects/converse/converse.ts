import type { Dialect } from '../dialect.ts'
import { read } from './read.ts'
import { stream, whole } from './write.ts'

/** Converse: one form for every model. */
export const converse: Dialect = { name: 'converse', toolIdPrefix: 'tooluse_', read, whole, stream }
