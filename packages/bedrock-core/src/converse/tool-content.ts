import { BedrockError } from '../errors/bedrock-error.ts'
import { legalToolName, legalToolUseId } from '../family/legal-names.ts'
import type { CacheMark, FilePart, ToolCallPart, ToolResultPart } from '../speech/content.ts'
import { isJsonObject, type Json, type JsonObject } from '../speech/json.ts'
import { type Entry, entry } from './entry.ts'
import { fileBlock } from './file.ts'
import { mediaOf } from './media.ts'
import { isBlank, type Scope } from './scope.ts'
import type { ConverseQuirks } from './settings.ts'

/** Writes a tool call. The service takes objects only, as a tool's input and as a tool result's `json`. */
export const toolCall = (part: ToolCallPart, { quirks }: Scope): Entry[] => [
  entry(
    {
      toolUse: {
        toolUseId: (quirks.toolUseId ?? legalToolUseId)(part.toolCallId),
        name: legalToolName(part.toolName),
        input: isJsonObject(part.input) ? part.input : { input: part.input },
      },
    },
    part.cache,
  ),
]

/** A tool that has nothing to say still has to say something. */
const resultText = (value: string): JsonObject => ({ text: isBlank(value) ? '(empty)' : value })

const resultJson = (value: Json, { quirks }: Scope): JsonObject =>
  isJsonObject(value) && quirks.toolResultJson !== 'text' ? { json: value } : resultText(JSON.stringify(value))

const allowedInside = (part: FilePart, quirks: ConverseQuirks): boolean =>
  (quirks.toolResultMedia ?? ['image', 'document', 'video']).includes(mediaOf(part).kind)

const resultContent = (output: ToolResultPart['output'], scope: Scope): readonly JsonObject[] => {
  if (output.type === 'text' || output.type === 'error-text') return [resultText(output.value)]
  if (output.type === 'json' || output.type === 'error-json') return [resultJson(output.value, scope)]
  const blocks = output.value.flatMap((part): JsonObject[] => {
    if (part.type === 'text') return isBlank(part.text) ? [] : [{ text: part.text }]
    if (allowedInside(part, scope.quirks)) return [fileBlock(part, scope)]
    throw new BedrockError(
      'unsupported',
      `This model does not take "${part.mediaType.slice(0, 80)}" inside a tool result. Give the tool's result as text or JSON.`,
    )
  })
  return blocks.length === 0 ? [resultText('')] : blocks
}

/** Cache points may not stand inside a tool result; a mark in there counts for the whole of it. */
const markOf = ({ cache, output }: ToolResultPart): CacheMark | undefined =>
  cache ?? (output.type === 'content' ? output.value.findLast((part) => part.cache !== undefined)?.cache : undefined)

/** Writes a tool's result. @throws BedrockError `unsupported` for media that the model does not take there */
export const toolResult = (part: ToolResultPart, scope: Scope): Entry[] => {
  const failed = part.output.type === 'error-text' || part.output.type === 'error-json'
  const block: JsonObject = {
    toolResult: {
      toolUseId: (scope.quirks.toolUseId ?? legalToolUseId)(part.toolCallId),
      content: resultContent(part.output, scope),
      ...(failed && scope.quirks.toolResultStatus !== false ? { status: 'error' } : {}),
    },
  }
  return [entry(block, markOf(part))]
}
