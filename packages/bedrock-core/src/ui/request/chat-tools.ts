import type { FilePart, ToolCallPart, ToolOutput, ToolResultPart } from '../../speech/content.ts'
import type { UIFilePart, UIMessage, UIToolPart } from '../message.ts'

/** As much of a tool as tells who runs it, and how the model is told of its output. */
export interface ChatTool {
  execute?(...input: never): unknown
  toModelOutput?(output: unknown): ToolOutput
}

/** The tools of a chat. */
export interface ChatTools {
  /** The tools of `runTools`: those without `execute` run in the browser, and its results of them are believed. */
  readonly tools?: Readonly<Record<string, ChatTool>>
  /** More tools whose results a browser may make up, by name. */
  readonly toolResults?: readonly string[]
}

/** Tells a browser's tool call to the model: every call has its result. */
export type ReadToolPart = (part: UIToolPart) => readonly [call: ToolCallPart, result: ToolResultPart]

/** Reads the tool calls of a conversation, for `readChatRequest`: a `toolSeal`, or `unsealed`. A route without one bundles no code for it. */
export interface ToolReader {
  toolParts(messages: readonly UIMessage[], chat: ChatTools): ReadToolPart | Promise<ReadToolPart>
}

/** Reads a page's file for the model. */
export type ReadFilePart = (part: UIFilePart) => FilePart | Promise<FilePart>
