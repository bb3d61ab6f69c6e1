import type { Citation } from './citation.ts'
import type { ToolCallPart } from './content.ts'
import type { FinishReason } from './finish-reason.ts'
import type { Generation, ResponseInfo } from './generation.ts'
import type { Json } from './json.ts'
import type { Usage } from './usage.ts'
import type { Warning } from './warning.ts'

/** One step of a streamed answer. Every `-start` has its `-end`; blocks do not cross. Names are the AI SDK's. */
export type StreamPart =
  | {
      readonly type: 'start'
      readonly warnings: readonly Warning[]
      readonly response: ResponseInfo
      /** A run of several steps, each of which has its own start and finish. */
      readonly steps?: true
    }
  /** Only where `restarting` was asked for: all parts before this one are void, since the answer broke off. A `start` follows. */
  | { readonly type: 'restart'; readonly error: Error }
  | { readonly type: 'text-start'; readonly id: string }
  | { readonly type: 'text-delta'; readonly id: string; readonly text: string }
  | { readonly type: 'text-end'; readonly id: string }
  | { readonly type: 'reasoning-start'; readonly id: string }
  | { readonly type: 'reasoning-delta'; readonly id: string; readonly text: string }
  | { readonly type: 'reasoning-end'; readonly id: string; readonly signature?: string; readonly redacted?: string }
  | { readonly type: 'tool-input-start'; readonly id: string; readonly toolName: string }
  | { readonly type: 'tool-input-delta'; readonly id: string; readonly delta: string }
  | { readonly type: 'tool-input-end'; readonly id: string }
  | ToolCallPart
  | { readonly type: 'source'; readonly id: string; readonly citation: Citation }
  | { readonly type: 'file'; readonly mediaType: string; readonly data: string }
  | { readonly type: 'raw'; readonly value: Json }
  | {
      readonly type: 'finish'
      readonly finishReason: FinishReason
      readonly rawFinishReason?: string
      readonly usage: Usage
      /** The whole answer. */
      readonly generation: Generation
    }
