import type { TextPart } from '../speech/content.ts'
import type { JsonObject } from '../speech/json.ts'
import type { Message } from '../speech/message.ts'
import type { ModelSettings } from '../speech/prompt.ts'
import type { ToolDefinition } from '../speech/tool.ts'
import type { LanguageModel } from './language-model.ts'
import type { TimeoutOptions } from './watch.ts'

/** A guardrail that watches prompt and answer. */
export interface GuardrailOptions {
  /** Its id or ARN. */
  readonly id: string
  /** A number, or `DRAFT`. */
  readonly version: string
  /** The trace may hold unmasked text: never log it. */
  readonly trace?: 'enabled' | 'disabled' | 'enabled_full'
  /** Streams only: `async` answers sooner and is checked later. */
  readonly streamProcessingMode?: 'sync' | 'async'
  /** InvokeModel only: the suffix of the tags around text to be checked. */
  readonly tagSuffix?: string
}

/** What the service, not a family, understands: the same for every model. */
export interface ServiceOptions {
  /** Watches prompt and answer. */
  readonly guardrail?: GuardrailOptions
  /** Priority and price of the call; `response.metadata.serviceTier` tells which was taken. */
  readonly serviceTier?: 'priority' | 'default' | 'flex' | 'reserved'
  /** `optimized` answers sooner, on the models that have it. */
  readonly latency?: 'standard' | 'optimized'
  /** 1–16 entries for the invocation log. */
  readonly requestMetadata?: Readonly<Record<string, string>>
  /** Model parameters that no option covers. On Converse a field of its own, on InvokeModel merged into the body. */
  readonly additionalModelRequestFields?: JsonObject
  /** JSON Pointers; Converse only. The answer is in `response.metadata.additionalModelResponseFields`. */
  readonly additionalModelResponseFieldPaths?: readonly string[]
}

/** What every verb that asks a language model takes. */
export interface CallOptions<Options extends object = object> extends ServiceOptions, ModelSettings {
  /** What `bedrock(id)` gives. */
  readonly model: LanguageModel<Options>
  /** One user turn; stands after `messages` where both are given. */
  readonly prompt?: string
  /** The conversation so far, the newest turn last. */
  readonly messages?: readonly Message[]
  /** What the model should know and obey before all turns. */
  readonly system?: string | readonly TextPart[]
  /** By name. */
  readonly tools?: Readonly<Record<string, Omit<ToolDefinition, 'name'>>>
  /** The family's own options, typed from the model id. */
  readonly options?: Partial<Options>
  /** Ends the call, and the connection, with an `aborted` error that holds what had arrived. */
  readonly signal?: AbortSignal
  /** Limits that differ from the client's. */
  readonly timeout?: TimeoutOptions
  /** One call is one step. `runTools` runs tools and asks again. */
  readonly stopWhen?: never
  readonly maxSteps?: never
}
