import { BedrockError } from '../../errors/bedrock-error.ts'
import type { ToolOutput } from '../../speech/content.ts'
import type { ToolSeal } from '../seal/tool-seal.ts'

/** As much of a tool as tells who runs it, and how the model is told of its output. */
export interface ChatTool {
  execute?(...input: never): unknown
  toModelOutput?(output: unknown): ToolOutput
}

/** What a browser may send. */
export interface ChatRequestLimits {
  /** Bytes of the whole body, attachments as base64 included. Default 8 MiB. */
  readonly maxBytes?: number
  /** Default 500. */
  readonly maxMessages?: number
  /** Parts of one message. Default 500. */
  readonly maxParts?: number
  /** Nesting of the JSON. Default 64. */
  readonly maxDepth?: number
  /** The tools of `runTools`: those without `execute` run in the browser, and its results of them are believed. */
  readonly tools?: Readonly<Record<string, ChatTool>>
  /** More tools whose results a browser may make up, by name. */
  readonly toolResults?: readonly string[]
  /**
   * The seal of `toUIResponse`. Results of the server's tools and approvals are believed by their signature, and those of the
   * browser's tools only where a model has asked for them. Without it no approval is believed, nor a result of the server's.
   */
  readonly seal?: ToolSeal
  /** Whether a browser may send system messages. Default false: whoever writes them rules the model. */
  readonly allowSystem?: boolean
}

/** With every default in place. */
export type CheckedLimits = Required<Omit<ChatRequestLimits, 'seal'>> & Pick<ChatRequestLimits, 'seal'>

/** What a browser sent wrongly; the message is meant for it to read. */
export const refusal = (what: string, status = 400): BedrockError<'invalid-argument'> =>
  new BedrockError('invalid-argument', `The chat request was refused: ${what}`, { status })
