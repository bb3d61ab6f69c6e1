import type { JsonObject } from '@x/bedrock-core/family'
import type { Question } from '../answer/ask.ts'
import type { Block, BlockEvent } from '../answer/blocks.ts'
import type { AnswerFinish } from '../answer/step.ts'
import type { WireEvent } from '../wire/frames.ts'

/** What a prompt counts for, in tokens; `inputTokens` leaves out what came from or went to a cache. */
export interface PromptCounts {
  readonly inputTokens: number
  readonly cacheReadTokens?: number
  readonly cacheWriteTokens?: number
}

/** What is known of an answer before it begins. */
export interface AnswerHead extends PromptCounts {
  readonly model: string
  /** The same for the same request: what made-up ids are made of. */
  readonly seed: string
  readonly body: JsonObject
}

/** What is known when it has ended. Tokens, and milliseconds. */
export interface AnswerEnd extends PromptCounts {
  readonly finish: AnswerFinish
  readonly outputTokens: number
  readonly latencyMs: number
  readonly firstByteMs: number
}

/** A whole answer. */
export interface Answer extends AnswerHead {
  readonly blocks: readonly Block[]
  readonly end: AnswerEnd
}

/** Writes one stream; what it remembers lives in its closure. */
export interface StreamWriter {
  readonly start: () => WireEvent[]
  readonly block: (event: BlockEvent) => WireEvent[]
  /** At least one event: the last one of InvokeModel gets Bedrock's invocation metrics. */
  readonly finish: (end: AnswerEnd) => WireEvent[]
}

/** Of whom a body asks. */
export interface Asked {
  /** As the path names it. */
  readonly model: string
  /** The bare id behind it. */
  readonly id: string
  readonly stream: boolean
}

/** One wire form: how it asks, and how it is answered. */
export interface Dialect {
  readonly name: string
  /** The beginning of the tool-call ids that this form gives out. */
  readonly toolIdPrefix: string
  /** Reads and checks a body. @throws Refusal worded as Bedrock words it */
  readonly read: (body: JsonObject, asked: Asked) => Question
  readonly whole: (answer: Answer) => JsonObject
  readonly stream: (head: AnswerHead) => StreamWriter
}
