import type { Citation } from './citation.ts'
import type { Json } from './json.ts'

/** Asks Bedrock to cache the prompt up to and including the part that carries it. `true` means the model's default time to live. */
export type CacheMark = true | { readonly ttl: '5m' | '1h' }

export interface TextPart {
  readonly type: 'text'
  readonly text: string
  readonly citations?: readonly Citation[]
  readonly cache?: CacheMark
  /** Guardrails look only at parts that carry this, once one does. */
  readonly guard?: readonly ('grounding_source' | 'query' | 'guard_content')[]
}

/** An object in S3; read by Bedrock with the caller's permissions. */
export interface S3Location {
  readonly uri: string
  /** The bucket's account, when it is not the caller's. */
  readonly bucketOwner?: string
}

/** An image, document, audio or video. `mediaType` (such as `image/png`, `application/pdf`) decides which. */
export interface FilePart {
  readonly type: 'file'
  readonly mediaType: string
  /** Bytes, base64 text, or an S3 location. */
  readonly data: Uint8Array | string | S3Location
  readonly filename?: string
  /** Ask for citations into this document. */
  readonly citations?: boolean
  /** What the model should know about this document without citing it. */
  readonly context?: string
  readonly cache?: CacheMark
}

/** What a model thought. `signature` and `redacted` are opaque and must go back unchanged. */
export interface ReasoningPart {
  readonly type: 'reasoning'
  readonly text: string
  readonly signature?: string
  /** Encrypted thinking, base64 as on the wire. */
  readonly redacted?: string
}

export interface ToolCallPart {
  readonly type: 'tool-call'
  readonly toolCallId: string
  readonly toolName: string
  readonly input: Json
  /** `input` is the model's text, which is not JSON (an answer cut by its token limit). */
  readonly invalid?: true
  readonly cache?: CacheMark
}

/** What a tool gave back. */
export type ToolOutput =
  | { readonly type: 'text'; readonly value: string }
  | { readonly type: 'json'; readonly value: Json }
  | { readonly type: 'error-text'; readonly value: string }
  | { readonly type: 'error-json'; readonly value: Json }
  | { readonly type: 'content'; readonly value: readonly (TextPart | FilePart)[] }

/** A person's word on a tool call. */
export interface ToolApproval {
  readonly approved: boolean
  readonly reason?: string
}

export interface ToolResultPart {
  readonly type: 'tool-result'
  readonly toolCallId: string
  readonly toolName: string
  readonly output: ToolOutput
  readonly cache?: CacheMark
  /** The call has not run: it waited for this word. `runTools` acts on it; the other verbs only send `output`. */
  readonly approval?: ToolApproval
}

/** Content that our words do not know, kept as one wire form said it. Only that format can send it back. */
export interface RawPart {
  readonly type: 'raw'
  readonly format: string
  readonly value: Json
}

export type UserPart = TextPart | FilePart | RawPart
export type AssistantPart = TextPart | ReasoningPart | ToolCallPart | FilePart | RawPart
