import type { Json, JsonObject } from '../speech/json.ts'

/** What a part says beside its content, by provider; ours stands under `bedrock`. */
export type ProviderMetadata = { readonly [provider: string]: JsonObject }

// Parts are type aliases, not interfaces: only so does the compiler see that they are JSON.

/** `streaming` in a message that has ended means that the part was cut off. */
export type UIPartState = 'streaming' | 'done'

export type UITextPart = {
  readonly type: 'text'
  readonly text: string
  readonly state?: UIPartState
  /** An `ai` server's references to what supports the text; ours come as sources. */
  readonly citations?: readonly Json[]
  readonly providerMetadata?: ProviderMetadata
}

/** `providerMetadata.bedrock` holds `signature` and `redacted`, which go back to the model unchanged. */
export type UIReasoningPart = {
  readonly type: 'reasoning'
  readonly text: string
  readonly state?: UIPartState
  readonly providerMetadata?: ProviderMetadata
}

/** `url` is a `data:` URL, or where a page may load the file from. */
export type UIFilePart = {
  readonly type: 'file'
  readonly mediaType: string
  readonly url: string
  readonly filename?: string
  readonly providerMetadata?: ProviderMetadata
}

export type UISourceUrlPart = {
  readonly type: 'source-url'
  readonly sourceId: string
  readonly url: string
  readonly title?: string
  readonly providerMetadata?: ProviderMetadata
}

export type UISourceDocumentPart = {
  readonly type: 'source-document'
  readonly sourceId: string
  readonly mediaType: string
  readonly title: string
  readonly filename?: string
  readonly providerMetadata?: ProviderMetadata
}

export type UIToolState =
  | 'input-streaming'
  | 'input-available'
  | 'approval-requested'
  | 'approval-responded'
  | 'output-available'
  | 'output-error'
  | 'output-denied'

/** Whether a tool may run: asked by the server, answered by the user. */
export type UIToolApproval = {
  readonly id: string
  readonly approved?: boolean
  /** Why the user decided so. */
  readonly reason?: string | undefined
  /** Why the server asks. */
  readonly requestReason?: string | undefined
  readonly descriptor?: Json | undefined
  readonly isAutomatic?: boolean
  /** The server's proof that it asked; goes back unchanged. */
  readonly signature?: string
  readonly inputSchemaInput?: Json
}

/** A tool call and what became of it. `tool-weather` is a call of `weather`; `dynamic-tool` names it in `toolName`. */
export type UIToolPart = {
  readonly type: `tool-${string}` | 'dynamic-tool'
  readonly toolName?: string
  readonly toolCallId: string
  readonly state: UIToolState
  readonly title?: string
  readonly input?: Json
  /** The input's text so far, while it streams: JSON, unless `inputEncoding` is `text`. */
  readonly inputText?: string
  readonly inputEncoding?: 'json' | 'text'
  /** An input that did not fit, as the model wrote it. */
  readonly rawInput?: Json
  readonly output?: Json
  readonly preliminary?: boolean
  readonly errorText?: string
  readonly providerExecuted?: boolean
  readonly approval?: UIToolApproval
  readonly toolMetadata?: JsonObject
  readonly callProviderMetadata?: ProviderMetadata
  readonly resultProviderMetadata?: ProviderMetadata
}

/** A server's own data; one with the same type and id replaces the earlier. */
export type UIDataPart = {
  readonly type: `data-${string}`
  readonly id?: string
  readonly data: Json
}

/** Begins one call of a model within a message. */
export type UIStepPart = {
  readonly type: 'step-start'
}

/** A file that a model made while it thought. */
export type UIReasoningFilePart = {
  readonly type: 'reasoning-file'
  readonly mediaType: string
  readonly url: string
  readonly providerMetadata?: ProviderMetadata
}

/** What only one provider has, as an `ai` server sends it; `kind` is `provider.type`. */
export type UICustomPart = {
  readonly type: 'custom'
  readonly kind: string
  readonly providerMetadata?: ProviderMetadata
}

/** What the user said while the answer was made. */
export type UISteeringPart = {
  readonly type: 'steering-message'
  readonly id: string
  readonly parts: readonly (UITextPart | UIFilePart)[]
}

export type UIPart =
  | UITextPart
  | UIReasoningPart
  | UIReasoningFilePart
  | UIFilePart
  | UICustomPart
  | UISteeringPart
  | UISourceUrlPart
  | UISourceDocumentPart
  | UIToolPart
  | UIDataPart
  | UIStepPart

/** One message as a browser keeps it; the AI SDK's `UIMessage`. */
export interface UIMessage {
  readonly id: string
  readonly role: 'system' | 'user' | 'assistant'
  readonly metadata?: JsonObject
  readonly parts: readonly UIPart[]
}

/** Tells a tool call from other parts. */
export const isToolPart = (part: UIPart): part is UIToolPart =>
  part.type === 'dynamic-tool' || part.type.startsWith('tool-')

/** Tells a server's own data from other parts. */
export const isDataPart = (part: UIPart): part is UIDataPart => part.type.startsWith('data-')

/** The called tool's name. */
export const toolNameOf = (part: UIToolPart): string =>
  part.type === 'dynamic-tool' ? (part.toolName ?? '') : part.type.slice('tool-'.length)

/** All text of a message, joined. */
export const textOf = (message: UIMessage): string =>
  message.parts.map((part) => (part.type === 'text' ? part.text : '')).join('')
