import type { JsonObject } from '../speech/json.ts'
import type { Watch } from './watch.ts'

/** One attempt that wants to be sent. */
export interface LimitedAttempt {
  readonly modelId: string
  readonly region: string
  readonly plan: { readonly body: JsonObject; readonly prompt?: { readonly maxOutputTokens?: number } }
}

/**
 * Resolves when the attempt may be signed and sent. Learns by the watch, which it may wrap, when the attempt ended and how.
 * @throws BedrockError `aborted`, `timeout` while waiting
 */
export type Limit = (watch: Watch, attempt: LimitedAttempt) => Promise<void>
