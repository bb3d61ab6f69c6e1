import type { ResponseInfo } from '../speech/generation.ts'
import type { StreamPart } from '../speech/stream-part.ts'
import type { Warning } from '../speech/warning.ts'
import type { CallOptions } from './call-options.ts'
import { type Connection, connectionOf } from './connection.ts'
import type { LanguageModel } from './language-model.ts'
import type { TimeoutOptions } from './watch.ts'

/** One call that asks a language model. */
export interface LanguageCall {
  /** What its caller asked. `plan(options)` tells what it becomes. */
  readonly options: CallOptions
  /** Whether the answer is wanted in pieces. */
  readonly stream: boolean
  /** Aborted when the caller leaves; the call’s own `total` limit comes further in. */
  readonly signal: AbortSignal
}

/**
 * Gives the answer’s parts in batches: one a piece of the network, one for a whole answer. The first batch begins with
 * `start`, the last ends with `finish`, which holds the whole answer. What was given out cannot be taken back.
 */
export type Ask = (call: LanguageCall) => AsyncGenerator<StreamPart[], void>

/** Options that verbs for models that do not chat have in common. */
export interface WholeOptions {
  /** What `bedrock(id)` gives. */
  readonly model?: LanguageModel
  /** Ends the call with an `aborted` error. */
  readonly signal?: AbortSignal
  /** Limits that differ from the client’s. */
  readonly timeout?: TimeoutOptions
}

/** What their results have in common. */
export interface WholeResult {
  readonly usage?: object
  readonly warnings?: readonly Warning[]
  readonly response?: Partial<ResponseInfo>
  readonly responses?: readonly ResponseInfo[]
}

/** One call of a verb that is answered whole and asks no model to speak. */
export interface WholeCall<Options extends WholeOptions = WholeOptions> {
  readonly verb: 'embed' | 'rerank' | 'countTokens' | 'applyGuardrail'
  readonly options: Options
}

/**
 * Stands around calls, outside retries: may change what is asked, watch or change the answer, ask again, or answer itself.
 * A whole answer is a stream that arrived at once, so one function serves `generateText` and `streamText`.
 */
export interface CallMiddleware {
  readonly language?: (call: LanguageCall, next: Ask) => AsyncGenerator<StreamPart[], void>
  /** Embeddings, ranking, counting, guardrails. */
  readonly whole?: <Options extends WholeOptions, Result extends WholeResult>(
    call: WholeCall<Options>,
    next: (options: Options) => Promise<Result>,
  ) => Promise<Result>
}

/** A client’s middleware, as it was given to `createBedrock`. */
export const middlewareOf = ({ around }: Connection): readonly CallMiddleware[] => around as readonly CallMiddleware[]

/** Puts a model’s middleware around what asks it; the first is outermost. */
export const surrounded = (call: LanguageCall, ask: Ask): ReturnType<Ask> =>
  middlewareOf(connectionOf(call.options.model)).reduceRight<Ask>(
    (next, { language }) => (language ? (inner) => language(inner, next) : next),
    ask,
  )(call)
