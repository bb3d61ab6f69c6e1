import type { Generation } from '../speech/generation.ts'
import type { Message } from '../speech/message.ts'
import type { StreamPart } from '../speech/stream-part.ts'
import type { ToolApprovalRequest, ToolFailure, ToolResult, ToolStreamPart } from '../speech/tool-part.ts'
import type { Usage } from '../speech/usage.ts'
import type { Tool } from './tool.ts'

/** Tools by name. */
export type ToolSet = Readonly<Record<string, Tool>>

type NameOf<Tools> = keyof Tools & string

/** What the model writes for a tool. */
export type InputOf<T> = T extends Tool<infer Input, infer _Args, infer _Output> ? Input : unknown

/** What a tool gives. */
export type OutputOf<T> = T extends Tool<infer _Input, infer _Args, infer Output> ? Output : unknown

/** A result of any tool of a set: its name tells the types of its input and output. */
export type ToolResultOf<Tools extends ToolSet> = {
  [Name in NameOf<Tools>]: ToolResult<Name, InputOf<Tools[Name]>, OutputOf<Tools[Name]>>
}[NameOf<Tools>]

/** An approval asked for any tool of a set. */
export type ToolApprovalRequestOf<Tools extends ToolSet> = {
  [Name in NameOf<Tools>]: ToolApprovalRequest<Name, InputOf<Tools[Name]>>
}[NameOf<Tools>]

/** A call that somebody else must answer: its tool has no `execute`. */
export type ClientToolCallOf<Tools extends ToolSet> = {
  [Name in NameOf<Tools>]: {
    readonly toolCallId: string
    readonly toolName: Name
    readonly input: InputOf<Tools[Name]>
  }
}[NameOf<Tools>]

/** One call of the model and what its tools gave, in the order of its calls. */
export interface ToolStep<Tools extends ToolSet = ToolSet> extends Generation {
  /** Counted from 0. */
  readonly stepNumber: number
  readonly toolResults: readonly ToolResultOf<Tools>[]
  readonly toolErrors: readonly ToolFailure[]
  readonly approvalRequests: readonly ToolApprovalRequestOf<Tools>[]
  readonly clientToolCalls: readonly ClientToolCallOf<Tools>[]
}

/** A whole run. What a `Generation` says is said of the last step, but `usage` and `warnings` are those of all. */
export interface ToolRun<Tools extends ToolSet = ToolSet> extends Generation {
  readonly steps: readonly ToolStep<Tools>[]
  /** What to append to the conversation: the model's turns and the results of its tools. */
  readonly messages: readonly Message[]
  /** Calls that wait for a person: answer each by `approve` or `deny`, as content of a tool message, and run again. */
  readonly approvalRequests: readonly ToolApprovalRequestOf<Tools>[]
  /** Calls of tools without `execute`: give each its result in a tool message, and run again. */
  readonly clientToolCalls: readonly ClientToolCallOf<Tools>[]
  readonly usage: Usage
}

/** What had been done when a run failed: `error.partial` of it. The rest of a partial answer is that of the failed step. */
export interface PartialToolRun<Tools extends ToolSet = ToolSet> {
  readonly steps: readonly ToolStep<Tools>[]
  readonly messages: readonly Message[]
}

/** A part of a run: the model's own, and what tools did. */
export type ToolRunPart<Tools extends ToolSet = ToolSet> =
  | Exclude<StreamPart, { readonly type: 'finish' }>
  | Exclude<ToolStreamPart, { readonly type: 'tool-result' | 'tool-approval-request' }>
  | ToolResultOf<Tools>
  | ToolApprovalRequestOf<Tools>
  | (Omit<Extract<StreamPart, { readonly type: 'finish' }>, 'generation'> & { readonly generation: ToolRun<Tools> })
