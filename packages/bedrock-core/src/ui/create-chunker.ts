import type { StreamPart } from '../speech/stream-part.ts'
import type { AnswerPart } from './answer-part.ts'
import type { UIChunk } from './chunk.ts'
import { type ChunkOptions, chunksOfParts, type Sealed } from './chunks-of-part.ts'
import type { SealPart } from './seal/statement.ts'

/** `chunksOfParts`, to which parts of `runTools` are given only with a seal. */
export interface CreateChunker {
  (options: Sealed<ChunkOptions>): (part: AnswerPart | SealPart) => readonly UIChunk[]
  (options?: ChunkOptions): (part: StreamPart) => readonly UIChunk[]
}

/**
 * Turns the parts of one answer into the browser's events. Raw content stays on the server: a browser could neither show
 * it nor be trusted with its return.
 */
export const createChunker: CreateChunker = (options: ChunkOptions = {}) => chunksOfParts(options)
