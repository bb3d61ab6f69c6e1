import { BedrockError } from '../errors/bedrock-error.ts'
import { legalToolName } from '../family/legal-names.ts'
import type { FilePart, ToolCallPart, ToolResultPart } from '../speech/content.ts'
import { isJsonObject, type Json, type JsonObject } from '../speech/json.ts'
import { type Entry, entry } from './entry.ts'
import { fileBlock } from './file.ts'
import { mediaOf } from './media.ts'
import { isBlank, type Scope } from './scope.ts'
import type { ConverseQuirks } from './settings.ts'

export const toolCall = (part: ToolCallPart): Entry[] => [
  entry(
    {
      toolUse: {
        toolUseId: part.toolCallId,
        name: legalToolName(part.toolName),
        input: part.input,
      },
    },
    part.cache,
  ),
]

/** A tool that has nothing to say still has to say something. */
const resultText = (value: string): JsonObject => ({ text: isBlank(value) ? '(empty)' : value })

/** The service takes objects only. */
const resultJson = (value: Json, { quirks }: Scope): JsonObject =>
  isJsonObject(value) && quirks.toolResultJson !== 'text' ? { json: value } : resultText(JSON.stringify(value))

const allowedInside = (part: FilePart, quirks: ConverseQuirks): boolean =>
  (quirks.toolResultMedia ?? ['image', 'document', 'video']).includes(mediaOf(part).kind)

const resultContent = (output: ToolResultPart['output'], scope: Scope): readonly JsonObject[] => {
  if (output.type === 'text' || output.type === 'error-text') return [resultText(output.value)]
  if (output.type === 'json' || output.type === 'error-json') return [resultJson(output.value, scope)]
  const blocks = output.value.flatMap((part): JsonObject[] => {
    if (part.type === 'text') return [{ text: part.text }]
    if (allowedInside(part, scope.quirks)) return [fileBlock(part, scope)]
    throw new BedrockError(
      'unsupported',
      `This model does not take "${part.mediaType.slice(0, 80)}" inside a tool result. Give the tool's result as text or JSON.`,
    )
  })
  return blocks.length === 0 ? [resultText('')] : blocks
}

/** Writes a tool's result. @throws BedrockError `unsupported` for media that the model does not take there */
export const toolResult = (part: ToolResultPart, scope: Scope): Entry[] => {
  const failed = part.output.type === 'error-text' || part.output.type === 'error-json'
  const block: JsonObject = {
    toolResult: {
      toolUseId: part.toolCallId,
      content: resultContent(part.output, scope),
      ...(failed && scope.quirks.toolResultStatus !== false ? { status: 'error' } : {}),
    },
  }
  return [entry(block, part.cache)]
}
