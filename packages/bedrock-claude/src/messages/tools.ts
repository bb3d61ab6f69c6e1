import type { JsonObject, Prompt, ToolChoice, ToolDefinition } from '@x/bedrock-core/family'
import type { ClaudeOptions } from '../options.ts'
import { type Block, cacheControl } from './blocks.ts'

/** A tool definition being written; a caller's own tools have no `type`. */
export type WireTool = Omit<Block, 'type'> & { name: string }

const wireTool = (tool: ToolDefinition, deferred: boolean): WireTool => ({
  name: tool.name,
  ...(tool.description ? { description: tool.description } : {}),
  input_schema: tool.inputSchema,
  ...(tool.strict === undefined ? {} : { strict: tool.strict }),
  ...(deferred ? { defer_loading: true } : {}),
  ...(tool.cache === undefined ? {} : { cache_control: cacheControl(tool.cache) }),
})

const searches = {
  regex: { type: 'tool_search_tool_regex_20251119', name: 'tool_search_tool_regex' },
  bm25: { type: 'tool_search_tool_bm25_20251119', name: 'tool_search_tool_bm25' },
} as const

/** The flag without which tool search is refused. */
export const toolSearchBeta = 'tool-search-tool-2025-10-19'

/** All tools of a request: search, the call's own, Anthropic's. A history of tool calls needs none (recorded). */
export const toolsOf = (prompt: Prompt<ClaudeOptions>): WireTool[] => {
  const { toolSearch, anthropicTools } = prompt.options
  return [
    ...(toolSearch === undefined ? [] : [{ ...searches[toolSearch] }]),
    ...prompt.tools.map((tool) => wireTool(tool, toolSearch !== undefined)),
    ...(anthropicTools ?? []).map((tool) => ({ ...tool })),
  ]
}

/** `tool_choice`; the wire hangs the ban on parallel calls on it. */
export const wireChoice = (choice: ToolChoice | undefined, oneAtATime: boolean | undefined): JsonObject | undefined => {
  if (choice === 'none') return { type: 'none' }
  if (choice === undefined && oneAtATime === undefined) return undefined
  const parallel = oneAtATime === undefined ? {} : { disable_parallel_tool_use: oneAtATime }
  if (typeof choice === 'object') return { type: 'tool', name: choice.tool, ...parallel }
  return { type: choice === 'required' ? 'any' : 'auto', ...parallel }
}
