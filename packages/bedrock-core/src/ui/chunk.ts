import type { FinishReason } from '../speech/finish-reason.ts'
import type { Json, JsonObject } from '../speech/json.ts'
import type { ProviderMetadata, UIFilePart, UITextPart } from './message.ts'

interface Said {
  readonly providerMetadata?: ProviderMetadata
}

interface ToolSaid extends Said {
  readonly toolCallId: string
  readonly toolMetadata?: JsonObject
  readonly providerExecuted?: boolean
  readonly dynamic?: boolean
}

interface ToolNamed extends ToolSaid {
  readonly toolName: string
  readonly title?: string
}

/** One event of the AI SDK's UI message stream, version 1 (`ai` 5 to 7). */
export type UIChunk =
  | { readonly type: 'start'; readonly messageId?: string | undefined; readonly messageMetadata?: JsonObject }
  | { readonly type: 'start-step' | 'finish-step' | 'reset-step' }
  | ({ readonly type: 'text-start'; readonly id: string } & Said)
  | ({ readonly type: 'text-delta'; readonly id: string; readonly delta: string } & Said)
  | ({ readonly type: 'text-end'; readonly id: string; readonly citations?: readonly Json[] } & Said)
  | ({ readonly type: 'reasoning-start' | 'reasoning-end'; readonly id: string } & Said)
  | ({ readonly type: 'reasoning-delta'; readonly id: string; readonly delta: string } & Said)
  | ({ readonly type: 'tool-input-start'; readonly inputEncoding?: 'json' | 'text' } & ToolNamed)
  | { readonly type: 'tool-input-delta'; readonly toolCallId: string; readonly inputTextDelta: string }
  | ({ readonly type: 'tool-input-available'; readonly input?: Json } & ToolNamed)
  | ({ readonly type: 'tool-input-error'; readonly input?: Json; readonly errorText: string } & ToolNamed)
  | {
      readonly type: 'tool-approval-request'
      readonly approvalId: string
      readonly toolCallId: string
      readonly approvalDescriptor?: Json
      readonly inputSchemaInput?: Json
      readonly reason?: string
      readonly isAutomatic?: boolean
      readonly signature?: string
    }
  | ({
      readonly type: 'tool-approval-response'
      readonly approvalId: string
      readonly approved: boolean
      readonly reason?: string
      readonly providerExecuted?: boolean
    } & Said)
  | ({ readonly type: 'tool-output-available'; readonly output?: Json; readonly preliminary?: boolean } & ToolSaid)
  | ({ readonly type: 'tool-output-error'; readonly errorText: string } & ToolSaid)
  | { readonly type: 'tool-output-denied'; readonly toolCallId: string }
  | ({ readonly type: 'source-url'; readonly sourceId: string; readonly url: string; readonly title?: string } & Said)
  | ({
      readonly type: 'source-document'
      readonly sourceId: string
      readonly mediaType: string
      readonly title: string
      readonly filename?: string
    } & Said)
  | ({ readonly type: 'file' | 'reasoning-file'; readonly url: string; readonly mediaType: string } & Said)
  | ({ readonly type: 'custom'; readonly kind: string } & Said)
  | { readonly type: 'steering-message'; readonly id: string; readonly parts: readonly (UITextPart | UIFilePart)[] }
  | { readonly type: `data-${string}`; readonly id?: string; readonly data: Json; readonly transient?: boolean }
  | { readonly type: 'message-metadata'; readonly messageMetadata: JsonObject }
  | { readonly type: 'finish'; readonly finishReason?: FinishReason; readonly messageMetadata?: JsonObject }
  | { readonly type: 'abort'; readonly reason?: string }
  | { readonly type: 'error'; readonly errorText: string }

/** Tells a server's own data from other events. */
export const isDataChunk = (chunk: UIChunk): chunk is Extract<UIChunk, { readonly type: `data-${string}` }> =>
  chunk.type.startsWith('data-')
