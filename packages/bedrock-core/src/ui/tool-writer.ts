import type { AnswerPart } from './answer-part.ts'
import type { UIChunk } from './chunk.ts'
import type { SealPart } from './seal/statement.ts'

/** What a stream may say of tool calls. */
export type ToolPart = Extract<AnswerPart | SealPart, { readonly type: `tool-${string}` }>

/** Writes an answer's tool calls for a browser, for `toUIResponse`: a `toolSeal`, or `unsealed`. A route without one bundles no code for it. */
export interface ToolWriter {
  /** Puts before each part that a browser may have to prove later what proves it. */
  sealed(parts: AsyncIterable<AnswerPart>): AsyncIterable<AnswerPart | SealPart>
  /** A browser's events for what an answer says of tool calls, made for this part alone. */
  readonly toolChunks: (part: ToolPart) => readonly UIChunk[]
}
