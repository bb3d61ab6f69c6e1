import type { FinishReason } from './finish-reason.ts'
import type { Generation, ResponseInfo } from './generation.ts'
import type { Usage } from './usage.ts'
import type { Warning } from './warning.ts'

interface Called<Name extends string, Input> {
  readonly toolCallId: string
  readonly toolName: Name
  /** As the model wrote it, before the schema's defaults and transforms. */
  readonly input: Input
}

/** What a tool gave. */
export interface ToolResult<Name extends string = string, Input = unknown, Output = unknown>
  extends Called<Name, Input> {
  readonly type: 'tool-result'
  readonly output: Output
  /** The tool still runs: a later output of the same call replaces this one. */
  readonly preliminary?: true
}

/** A call that failed: no such tool, an input that does not fit, or a tool that threw. */
export interface ToolFailure<Name extends string = string> extends Called<Name, unknown> {
  readonly type: 'tool-error'
  readonly error: unknown
  /** What the model is told, and a browser. */
  readonly errorText: string
}

/** A call that waits for a person's word. */
export interface ToolApprovalRequest<Name extends string = string, Input = unknown> extends Called<Name, Input> {
  readonly type: 'tool-approval-request'
  readonly approvalId: string
}

/** What a run of several steps gives beside the model's own parts. Names are the AI SDK's. */
export type ToolStreamPart =
  | {
      readonly type: 'start-step'
      /** Counted from 0. */
      readonly stepNumber: number
      readonly warnings: readonly Warning[]
      readonly response: ResponseInfo
    }
  | {
      readonly type: 'finish-step'
      readonly stepNumber: number
      readonly finishReason: FinishReason
      readonly rawFinishReason?: string
      /** Of this step alone. */
      readonly usage: Usage
      readonly generation: Generation
    }
  | ToolResult
  | ToolFailure
  | ToolApprovalRequest
  /** A person refused the call. */
  | { readonly type: 'tool-output-denied'; readonly toolCallId: string; readonly toolName: string }
