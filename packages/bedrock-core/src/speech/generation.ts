import type { AssistantPart, ToolCallPart } from './content.ts'
import type { Guardrail, ResponseMetadata } from './delta.ts'
import type { FinishReason } from './finish-reason.ts'
import type { Json } from './json.ts'
import type { AssistantMessage } from './message.ts'
import type { Usage } from './usage.ts'
import type { Warning } from './warning.ts'

/** One that was asked before another answered. */
export interface TriedTarget {
  readonly modelId: string
  readonly region?: string
  /** The code of its error. */
  readonly code: string
  readonly attempts?: number
  readonly requestId?: string
}

/** What is known of the exchange itself. */
export interface ResponseInfo {
  /** The model's id for this answer, where the wire has one. */
  readonly id?: string
  /** The model or profile id that was asked. */
  readonly modelId: string
  /** The model's own name for itself, where the wire has one. */
  readonly modelName?: string
  /** `x-amzn-requestid`: what AWS support asks for. */
  readonly requestId?: string
  /** How often the call was tried, this time included. */
  readonly attempts?: number
  /** What had failed before this model was asked, in order: see `failover`. */
  readonly tried?: readonly TriedTarget[]
  readonly metadata?: ResponseMetadata
}

/** A whole answer, the same whether it was streamed or not. */
export interface Generation {
  /** All text parts, joined. */
  readonly text: string
  /** All readable reasoning, joined. */
  readonly reasoning: string
  /** Everything the model said, in order. */
  readonly content: readonly AssistantPart[]
  readonly toolCalls: readonly ToolCallPart[]
  readonly finishReason: FinishReason
  readonly rawFinishReason?: string
  readonly stopSequence?: string
  readonly usage: Usage
  readonly warnings: readonly Warning[]
  readonly response: ResponseInfo
  readonly guardrail?: Guardrail
  /** The body of an unstreamed answer, as it came. */
  readonly raw?: Json
}

/** An answer that broke off: what had arrived by then. */
export type PartialGeneration = Omit<Generation, 'finishReason'> & { readonly finishReason?: FinishReason }

/** The assistant's turn to append to the conversation: what a model said can be said again. */
export const replyOf = (generation: Pick<Generation, 'content'>): AssistantMessage => ({
  role: 'assistant',
  content: generation.content,
})
