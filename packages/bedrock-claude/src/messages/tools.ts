import type { JsonObject, Prompt, ToolChoice, ToolDefinition } from '@x/bedrock-core/family'
import type { ClaudeOptions } from '../options.ts'
import { type Block, cacheControl } from './blocks.ts'

/** A tool definition being written; a caller's own tools have no `type`. */
export type WireTool = Omit<Block, 'type'> & { name: string }

const wireTool = (tool: ToolDefinition, deferred: boolean): WireTool => ({
  name: tool.name,
  description: tool.description || undefined,
  input_schema: tool.inputSchema,
  strict: tool.strict,
  defer_loading: deferred || undefined,
  // What is left to be searched may carry none.
  cache_control: deferred ? undefined : cacheControl(tool.cache),
})

const searchTool = (variant: 'regex' | 'bm25'): WireTool => ({
  type: `tool_search_tool_${variant}_20251119`,
  name: `tool_search_tool_${variant}`,
})

/** All tools of a request: search, the call's own, Anthropic's. A history of tool calls needs none (recorded). */
export const toolsOf = (prompt: Prompt<ClaudeOptions>): WireTool[] => {
  const { toolSearch, anthropicTools } = prompt.options
  return [
    ...(toolSearch ? [searchTool(toolSearch)] : []),
    ...prompt.tools.map((tool) => wireTool(tool, toolSearch !== undefined)),
    ...(anthropicTools ?? []).map((tool) => ({ ...tool })),
  ]
}

/** `tool_choice`; the wire hangs the ban on parallel calls on it. */
export const wireChoice = (choice: ToolChoice | undefined, oneAtATime: boolean | undefined): JsonObject | undefined => {
  if (choice === 'none') return { type: choice }
  if (choice === undefined && oneAtATime === undefined) return undefined
  return {
    type: typeof choice === 'object' ? 'tool' : choice === 'required' ? 'any' : 'auto',
    name: typeof choice === 'object' ? choice.tool : undefined,
    disable_parallel_tool_use: oneAtATime,
  }
}
