import {
  isJsonObject,
  type Json,
  type JsonObject,
  type ToolCallPart,
  type ToolChoice,
  type ToolDefinition,
} from '@x/bedrock-core/family'

export const toolOf = ({ name, description, inputSchema, strict }: ToolDefinition): JsonObject => ({
  type: 'function',
  function: { name, description: description || undefined, parameters: inputSchema, strict },
})

export const choiceOf = (choice: ToolChoice | undefined): Json | undefined =>
  typeof choice === 'object' ? { type: 'function', function: { name: choice.tool } } : choice

/** Arguments are a string of JSON; what was no object is wrapped, or the request is refused. */
export const callOf = ({ toolCallId, toolName, input }: ToolCallPart): JsonObject => ({
  id: toolCallId,
  type: 'function',
  function: { name: toolName, arguments: JSON.stringify(isJsonObject(input) ? input : { input }) },
})
