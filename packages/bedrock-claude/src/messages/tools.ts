import type { JsonObject, Prompt, ToolChoice } from '@x/bedrock-core/family'
import type { ClaudeOptions } from '../options.ts'
import { cacheControl } from './blocks.ts'

/** All tools of a request: search, the call's own, Anthropic's. A history of tool calls needs none (recorded). */
export const toolsOf = (prompt: Prompt<ClaudeOptions>): JsonObject[] => {
  const { toolSearch, anthropicTools = [] } = prompt.options
  const name = `tool_search_tool_${toolSearch}`
  return [
    ...(toolSearch ? [{ type: `${name}_20251119`, name }] : []),
    ...prompt.tools.map((tool) => ({
      name: tool.name,
      description: tool.description || undefined,
      input_schema: tool.inputSchema,
      strict: tool.strict,
      defer_loading: toolSearch && true,
      cache_control: cacheControl(tool.cache),
    })),
    ...anthropicTools,
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
