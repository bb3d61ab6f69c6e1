import { toolChunks } from '../tool-chunks.ts'
import type { ToolWriter } from '../tool-writer.ts'
import type { ChatTools, ToolReader } from './chat-tools.ts'
import { toolTurns } from './tool-turns.ts'

/** Names the tools whose results a browser makes up: those that are named, and those without `execute`. */
export const runElsewhere = ({ tools = {}, toolResults = [] }: ChatTools): readonly string[] => [
  ...toolResults,
  ...Object.entries(tools).flatMap(([name, { execute }]) => (execute === undefined ? [name] : [])),
]

/**
 * In place of a seal, for routes whose tools all run in the browser: believes its results of tools without `execute` and of
 * those in `toolResults`. No approval is believed, nor a result of the server's tools.
 */
export const unsealed: ToolReader & ToolWriter = {
  toolParts: (_messages, chat) => toolTurns({ ...chat, toolResults: runElsewhere(chat) }),
  sealed: (parts) => parts,
  toolChunks,
}
