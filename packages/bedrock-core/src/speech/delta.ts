import type { Citation } from './citation.ts'
import type { Json } from './json.ts'
import type { UsageCounts, UsageSource } from './usage.ts'

/** `T`, where undefined counts as absent: a wire need not say it. */
type Said<T> = { readonly [Key in keyof T]?: T[Key] | undefined }

/**
 * What a wire said, in one vocabulary for whole and streamed answers. `block` numbers a content block within one answer.
 * A delta of a new block opens it; the fold closes what was open, and drops what is
 * undefined.
 */
export type Delta =
  /** The answer's own id and model name, where the wire has them. */
  | { readonly type: 'start'; readonly id?: string | undefined; readonly model?: string | undefined }
  | { readonly type: 'text'; readonly block: number; readonly text: string }
  | {
      readonly type: 'reasoning'
      readonly block: number
      readonly text?: string | undefined
      readonly signature?: string | undefined
      /** Base64, as on the wire. */
      readonly redacted?: string | undefined
    }
  /** `id` and `name` come with the block's first delta; `input` is a piece of JSON text; no piece at all means `{}`. */
  | {
      readonly type: 'tool'
      readonly block: number
      readonly id?: string | undefined
      readonly name?: string | undefined
      readonly input?: string | undefined
    }
  | { readonly type: 'citation'; readonly block: number; readonly citation: Citation }
  /** An image that the model made, base64. */
  | { readonly type: 'file'; readonly block: number; readonly mediaType: string; readonly data: string }
  /** Content that our words do not know; kept in the generation's content. */
  | { readonly type: 'raw'; readonly block: number; readonly value: Json }
  /** The wire closed a block itself. */
  | { readonly type: 'end'; readonly block: number }
  | { readonly type: 'usage'; readonly usage: Said<UsageCounts> & { readonly source: UsageSource } }
  | { readonly type: 'guardrail'; readonly guardrail: Said<Guardrail> }
  /** Anything of the answer outside its content that a caller may want: tier, latency, additional response fields. */
  | { readonly type: 'metadata'; readonly metadata: Said<ResponseMetadata> }
  /** The wire's terminal event: without it a stream is cut. */
  | { readonly type: 'finish'; readonly raw?: string | undefined; readonly stopSequence?: string | undefined }

/** What a guardrail did. `trace` may hold unmasked text: never log it. */
export interface Guardrail {
  readonly intervened?: boolean
  readonly trace?: Json
}

export interface ResponseMetadata {
  /** Milliseconds as Bedrock measured them. */
  readonly latencyMs?: number
  readonly firstByteLatencyMs?: number
  readonly serviceTier?: string
  readonly performance?: string
  /** What `additionalModelResponseFieldPaths` asked for. */
  readonly additionalModelResponseFields?: Json
  /** The model a prompt router chose. */
  readonly invokedModelId?: string
}
