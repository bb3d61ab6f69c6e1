import type { LanguageModelV4CallOptions } from '@ai-sdk/provider'
import type { LanguageModelV3CallOptions } from '@ai-sdk/provider-v3'
import type { CallOptions, JsonObject, ToolChoice } from '@x/bedrock-core'
import { defined, isJsonObject, type Json } from '@x/bedrock-core/family'
import { cacheOf } from '../provider-options.ts'
import { type CallWarning, unsupported } from '../warnings.ts'

/** The tools of a call by name; those that only their provider can run are told of. */
export const toolsOf = (
  tools: LanguageModelV4CallOptions['tools'] | LanguageModelV3CallOptions['tools'],
  warn: (warning: CallWarning) => void,
): NonNullable<CallOptions['tools']> => {
  const named: Record<string, NonNullable<CallOptions['tools']>[string]> = {}
  for (const tool of tools ?? []) {
    if (tool.type === 'provider') {
      warn(unsupported(`provider-defined tool "${tool.id}"`, 'Bedrock runs no tools; it was left out.'))
      continue
    }
    if (tool.inputExamples !== undefined)
      warn(unsupported('tool input examples', `Those of "${tool.name}" were left out; put them in its description.`))
    named[tool.name] = {
      inputSchema: schemaOf(tool.inputSchema),
      ...defined({ description: tool.description, strict: tool.strict, cache: cacheOf(tool.providerOptions) }),
    }
  }
  return named
}

/** JSON Schema is JSON, but its types do not say so. */
export const schemaOf = (schema: object): JsonObject => {
  const json = schema as Json
  return isJsonObject(json) ? json : {}
}

export const toolChoiceOf = (choice: LanguageModelV4CallOptions['toolChoice']): ToolChoice | undefined =>
  choice?.type === 'tool' ? { tool: choice.toolName } : choice?.type
