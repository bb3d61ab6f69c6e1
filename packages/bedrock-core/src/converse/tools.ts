import { isJsonObject, type JsonObject } from '../speech/json.ts'
import type { Prompt } from '../speech/prompt.ts'
import type { ToolChoice, ToolDefinition } from '../speech/tool.ts'
import { type Warning, warningOf } from '../speech/warning.ts'
import { type Entry, type EntryTurn, entry } from './entry.ts'
import type { ConverseQuirks } from './settings.ts'

const toolSpec = (tool: ToolDefinition, quirks: ConverseQuirks): Entry => {
  const spec: JsonObject = {
    name: tool.name,
    description: tool.description || undefined,
    inputSchema: { json: quirks.tool ? quirks.tool(tool.inputSchema) : tool.inputSchema },
    strict: tool.strict,
  }
  return entry({ toolSpec: spec }, tool.cache)
}

/** Tools that earlier turns speak of. */
const usedNames = (turns: readonly EntryTurn[]): string[] => {
  const names = turns.flatMap(({ content }) =>
    content.flatMap(({ block }) => {
      const use = block['toolUse']
      return isJsonObject(use) && use['type'] === undefined && typeof use['name'] === 'string' ? [use['name']] : []
    }),
  )
  return [...new Set(names)]
}

const speaksOfTools = (turns: readonly EntryTurn[]): boolean =>
  turns.some(({ content }) => content.some(({ block }) => 'toolUse' in block || 'toolResult' in block))

/** Earlier calls need a `toolConfig` even where no tool is offered any more: the service refuses them without. */
const remembered = (turns: readonly EntryTurn[]): Entry[] => {
  const names = usedNames(turns)
  return (names.length === 0 ? ['unavailable'] : names).map((name) => ({
    block: { toolSpec: { name, description: 'No longer available.', inputSchema: { json: { type: 'object' } } } },
  }))
}

const choiceOf = (choice: ToolChoice | undefined, quirks: ConverseQuirks): JsonObject | undefined => {
  const known = quirks.toolChoice ?? ['auto', 'any', 'tool']
  if (choice === undefined || choice === 'none') return undefined
  if (choice === 'auto') return known.includes('auto') ? { auto: {} } : undefined
  return typeof choice === 'object' && known.includes('tool') ? { tool: { name: choice.tool } } : { any: {} }
}

/** The tools to offer, and the choice among them. */
export interface ToolPlan {
  readonly entries: readonly Entry[]
  readonly choice?: JsonObject | undefined
  readonly warnings: readonly Warning[]
}

/**
 * Converse has no word for `none`. Where the conversation speaks of tools they must stay, and the model may call one;
 * elsewhere leaving them out says it.
 */
export const toolsOf = (
  prompt: Pick<Prompt, 'tools'> & { readonly toolChoice: ToolChoice | undefined },
  turns: readonly EntryTurn[],
  quirks: ConverseQuirks,
  systemTools: readonly string[] = [],
): ToolPlan => {
  const { tools, toolChoice } = prompt
  const history = speaksOfTools(turns)
  if (toolChoice === 'none' && !history) return { entries: [], warnings: [] }
  const offered = [
    ...tools.map((tool) => toolSpec(tool, quirks)),
    ...systemTools.map((name) => ({ block: { systemTool: { name } } })),
  ]
  const entries = offered.length === 0 && history ? remembered(turns) : offered
  const choice = offered.length === 0 ? undefined : choiceOf(toolChoice, quirks)
  const warnings: Warning[] = []
  if (toolChoice === 'none')
    warnings.push(warningOf('tool-choice-none', 'the tools stay, for the conversation speaks of them'))
  if (typeof toolChoice === 'object' && choice !== undefined && 'any' in choice)
    warnings.push(warningOf('tool-choice-widened', `${toolChoice.tool} to any`))
  return { entries, choice, warnings }
}
