import type { AssistantPart, CacheMark, TextPart, ToolResultPart, UserPart } from './content.ts'

export interface SystemMessage {
  readonly role: 'system'
  readonly content: string | readonly TextPart[]
  readonly cache?: CacheMark
}

export interface UserMessage {
  readonly role: 'user'
  readonly content: string | readonly UserPart[]
}

export interface AssistantMessage {
  readonly role: 'assistant'
  readonly content: string | readonly AssistantPart[]
}

export interface ToolMessage {
  readonly role: 'tool'
  readonly content: readonly ToolResultPart[]
}

/** One turn, as a caller writes it. System messages may only stand first. */
export type Message = SystemMessage | UserMessage | AssistantMessage | ToolMessage
