import type { AssistantPart, TextPart, ToolResultPart, UserPart } from './content.ts'
import type { JsonObject } from './json.ts'
import type { ToolChoice, ToolDefinition } from './tool.ts'

/** How hard a model should think; each family maps the word to its own knob. */
export type ReasoningEffort = 'low' | 'medium' | 'high' | 'xhigh' | 'max'

/** `true` lets the planner place cache points; with `ttl` it asks for that time to live. */
export type PromptCache = true | { readonly ttl?: '5m' | '1h' }

/** One turn as a format sees it: content is always a list. */
export type Turn =
  | { readonly role: 'user'; readonly content: readonly UserPart[] }
  | { readonly role: 'assistant'; readonly content: readonly AssistantPart[] }
  | { readonly role: 'tool'; readonly content: readonly ToolResultPart[] }

/** A document offered for retrieval-augmented answers. */
export interface PromptDocument {
  readonly id?: string
  readonly title?: string
  readonly text: string
}

/** What may be asked of any model, whatever its family. */
export interface ModelSettings {
  /** Whether and which of the tools must be called. Default `auto`. */
  readonly toolChoice?: ToolChoice
  /** Documents to answer from, for families that retrieve. */
  readonly documents?: readonly PromptDocument[]
  /** In tokens. */
  readonly maxOutputTokens?: number
  /** 0 to 1 for most models: how far words may stray from the likeliest. Default: the model’s own. */
  readonly temperature?: number
  /** 0 to 1: only the likeliest words that together are this likely. */
  readonly topP?: number
  /** Only this many of the likeliest words. */
  readonly topK?: number
  /** Texts at which the answer ends. */
  readonly stopSequences?: readonly string[]
  /** How hard the model should think before it answers. Default: the model’s own. */
  readonly reasoning?: ReasoningEffort
  /** `true` lets the planner place cache points; `{ ttl }` asks for that time to live. */
  readonly promptCache?: PromptCache
  /** Ask for an answer that fits this JSON Schema. */
  readonly responseFormat?: { readonly name?: string; readonly description?: string; readonly schema: JsonObject }
}

/** What a format encodes: the caller's options, checked and in one shape. */
export interface Prompt<Options extends object = object> extends ModelSettings {
  readonly system: readonly TextPart[]
  readonly messages: readonly Turn[]
  readonly tools: readonly ToolDefinition[]
  /** The family's own options. */
  readonly options: Partial<Options>
}
