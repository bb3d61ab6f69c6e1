import type { Json, JsonObject, ToolCallPart, ToolChoice, ToolDefinition } from '@x/bedrock-core/family'
import { toolNameOf } from '../tool-name.ts'

export const toolOf = ({ name, description, inputSchema, strict }: ToolDefinition): JsonObject => ({
  type: 'function',
  function: { name, description: description || undefined, parameters: inputSchema, strict },
})

export const choiceOf = (choice: ToolChoice | undefined): Json | undefined =>
  typeof choice === 'object' ? { type: 'function', function: { name: choice.tool } } : choice

/** OpenAI's names; another model's history may hold others. */
const legalName = (name: string): string =>
  toolNameOf(name)
    .replace(/[^a-zA-Z0-9_-]/g, '_')
    .slice(0, 64) || '_'

/** Arguments are a string of JSON. */
export const callOf = ({ toolCallId, toolName, input }: ToolCallPart): JsonObject => ({
  id: toolCallId,
  type: 'function',
  function: { name: legalName(toolName), arguments: JSON.stringify(input) },
})
