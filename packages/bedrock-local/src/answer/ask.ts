import type { JsonObject } from '@x/bedrock-core/family'
import type { Operation } from '../wire/route.ts'

/** One piece of a message, in words that no wire form owns. */
export type AskPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'reasoning'; readonly text: string }
  | { readonly type: 'tool-call'; readonly id: string; readonly name: string; readonly input: JsonObject }
  | { readonly type: 'tool-result'; readonly id: string; readonly text: string; readonly isError: boolean }
  /** `format` is Bedrock's word, such as `png`; `data` is base64, absent where the bytes lie elsewhere. */
  | {
      readonly type: 'file'
      readonly kind: 'image' | 'document' | 'video' | 'audio'
      readonly name?: string
      readonly format?: string
      readonly data?: string
      /** The answer is asked to cite it. */
      readonly citations?: true
    }
  /** What this package reads past, such as a cache point. */
  | { readonly type: 'other' }

export interface AskMessage {
  readonly role: 'user' | 'assistant' | 'system'
  readonly parts: readonly AskPart[]
}

export interface AskTool {
  readonly name: string
  readonly description: string
  /** JSON Schema. */
  readonly inputSchema: JsonObject
}

/** What a request's body asks, read from any wire form. */
export interface Question {
  readonly system: string
  readonly messages: readonly AskMessage[]
  readonly tools: readonly AskTool[]
  /** `none` also where no tools are offered. */
  readonly toolChoice: 'auto' | 'any' | 'none' | { readonly name: string }
  /** True when the model was asked to think. */
  readonly reasoning: boolean
  readonly maxTokens?: number
}

/** One request, as an answerer sees it. */
export interface Ask extends Question {
  readonly model: string
  readonly operation: Operation
  readonly stream: boolean
  readonly requestId: string
  /** The JSON Schema that the answer's text has to fit, where one was asked for. */
  readonly responseSchema?: JsonObject
  /** The request's body as it came. */
  readonly body: JsonObject
  /** Aborted when the caller has gone. */
  readonly signal: AbortSignal
}

/**
 * The last text of the last user message, or ''. A question that failed stays in the history, and clients join it with the one
 * that follows: only the last text is what is asked now.
 */
export const lastUserText = (question: Question): string => {
  const last = question.messages.findLast((message) => message.role === 'user')
  const part = last?.parts.findLast((candidate) => candidate.type === 'text')
  return part?.type === 'text' ? part.text.trim() : ''
}
