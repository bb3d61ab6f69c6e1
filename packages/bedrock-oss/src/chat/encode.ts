import type { Encoded, JsonObject, Prompt } from '@x/bedrock-core/family'
import type { OssOptions } from '../options.ts'
import { ownFields } from '../own-fields.ts'
import { messagesOf } from './messages.ts'
import { choiceOf, toolOf } from './tools.ts'

const formatOf = ({ responseFormat: format }: Prompt<OssOptions>): JsonObject | undefined =>
  format && {
    type: 'json_schema',
    // OpenAI wants a name.
    json_schema: { name: format.name ?? 'answer', description: format.description, schema: format.schema },
  }

/**
 * Writes a prompt as a chat completions body. Without `model` and `stream`, which the path says: Bedrock fills them in
 * and refuses others (AWS's page on OpenAI models).
 */
export const encode = (prompt: Prompt<OssOptions>): Encoded => {
  const { fields, warnings } = ownFields(prompt)
  const offered = prompt.tools.length > 0
  const stops = prompt.stopSequences ?? []
  return {
    body: {
      messages: messagesOf(prompt),
      max_tokens: prompt.maxOutputTokens,
      temperature: prompt.temperature,
      top_p: prompt.topP,
      stop: stops.length === 0 ? undefined : stops,
      tools: offered ? prompt.tools.map(toolOf) : undefined,
      tool_choice: offered ? choiceOf(prompt.toolChoice) : undefined,
      response_format: formatOf(prompt),
      ...fields,
    },
    warnings,
  }
}
