import type { ExceptionName } from '../wire/refusal.ts'
import type { Ask } from './ask.ts'

/** Why an answer ends. Each wire form has its own word for it. */
export type AnswerFinish = 'end' | 'length' | 'tool-call' | 'stop-sequence' | 'filtered' | 'guardrail'

/** Where a quoted passage stands: characters of the n-th document of the request, from 0. It supports the text said before it. */
export interface AnswerCitation {
  readonly text: string
  readonly title: string
  readonly documentIndex: number
  readonly start: number
  readonly end: number
}

/**
 * One step of an answer. Steps of one kind in a row make one block; `tool-call` always opens a new one. The finish may be left
 * out: it is `tool-call` after a call, else `end`.
 */
export type AnswerStep =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'citation'; readonly citation: AnswerCitation }
  | { readonly type: 'reasoning'; readonly text: string }
  | { readonly type: 'reasoning-signature'; readonly signature: string }
  /** Reasoning the provider hides, in base64. */
  | { readonly type: 'redacted-reasoning'; readonly data: string }
  /** Without an id the wire form's own kind of id is made up. */
  | { readonly type: 'tool-call'; readonly name: string; readonly id?: string }
  /** A piece of the call's input, as JSON text cut anywhere. */
  | { readonly type: 'tool-input'; readonly text: string }
  | { readonly type: 'wait'; readonly ms: number }
  /** The answerer keeps to the caller's limit of tokens itself; without this the answer is cut by an estimate. */
  | { readonly type: 'unmetered' }
  /** Counts in tokens, instead of the estimates; the last said holds. */
  | {
      readonly type: 'usage'
      readonly outputTokens?: number
      readonly inputTokens?: number
      readonly cacheReadTokens?: number
      readonly cacheWriteTokens?: number
    }
  /** An HTTP error where nothing was said yet, else an exception frame; of a whole answer always an HTTP error. */
  | { readonly type: 'exception'; readonly exception: ExceptionName; readonly message: string }
  /** The connection breaks. */
  | { readonly type: 'cut' }
  | { readonly type: 'finish'; readonly reason: AnswerFinish }

/** Who answers: `scripted()`, or any async generator. */
export type Answerer = (ask: Ask) => AsyncIterable<AnswerStep>
