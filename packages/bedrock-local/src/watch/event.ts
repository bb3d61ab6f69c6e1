import type { Json, JsonObject } from '@x/bedrock-core/family'
import type { LocalCall } from './local-call.ts'

/** One moment of one call, told as it happens. Headers that may hold a secret read `(hidden)`. Times are milliseconds since 1970. */
export type WatchEvent = { readonly id: string; readonly at: number } & (
  | {
      readonly type: 'request'
      readonly method: string
      readonly path: string
      readonly headers: Readonly<Record<string, string>>
    }
  /** The body, once the caller was let in: JSON, or the beginning of a text that is none or is very long. */
  | { readonly type: 'request-body'; readonly body: Json }
  | { readonly type: 'response'; readonly status: number; readonly headers: Readonly<Record<string, string>> }
  | { readonly type: 'frame'; readonly frame: WatchedFrame }
  /** A whole answer: JSON, or the beginning of a text that is none or is very long. */
  | { readonly type: 'response-body'; readonly body: Json }
  /** The body ended, broke or was left by its reader. */
  | { readonly type: 'end'; readonly how: 'whole' | 'broken' | 'left' }
  /** What `onCall` is told. */
  | { readonly type: 'call'; readonly call: LocalCall }
)

export type WatchedFrame =
  | {
      readonly bytes: number
      readonly headers: Readonly<Record<string, string>>
      /** InvokeModel's is the model's own, out of its base64. */
      readonly payload: JsonObject | string
    }
  /** Bytes that are no whole and sound frame. */
  | { readonly bytes: number; readonly broken: string }

/** Told of every moment of every call. */
export type Watcher = (event: WatchEvent) => void
