import { BedrockError } from '../errors/bedrock-error.ts'
import type { FilePart, RawPart, ReasoningPart, TextPart, ToolCallPart, ToolResultPart } from '../speech/content.ts'
import { isJsonObject, type Json, type JsonObject } from '../speech/json.ts'
import { writeCitation } from './citations.ts'
import { type Entry, entry } from './entry.ts'
import { mediaOf, sourceOf } from './media.ts'
import { legalToolName, legalToolUseId, stemOf } from './names.ts'
import type { ConverseQuirks } from './settings.ts'

/** What the encoding of one request shares. */
export interface Scope {
  readonly quirks: ConverseQuirks
  readonly documentName: (title: string | undefined) => string
}

/** The service refuses text that is empty or only white space. */
export const isBlank = (text: string): boolean => text.trim() === ''

const guarded = (part: TextPart): JsonObject => ({
  guardContent: { text: { text: part.text, ...(part.guard?.length ? { qualifiers: part.guard } : {}) } },
})

const cited = (part: TextPart, scope: Scope): JsonObject | undefined => {
  if (part.citations === undefined || scope.quirks.citationReplay === false) return undefined
  const citations = part.citations.map(writeCitation).filter((citation) => citation !== undefined)
  if (citations.length === 0) return undefined
  return { citationsContent: { ...(part.text === '' ? {} : { content: [{ text: part.text }] }), citations } }
}

const text = (part: TextPart, scope: Scope): Entry[] => {
  const block = cited(part, scope)
  if (block) return [entry(block, part.cache)]
  if (isBlank(part.text)) return []
  return [entry(part.guard === undefined ? { text: part.text } : guarded(part), part.cache)]
}

const fileBlock = (part: FilePart, scope: Scope): JsonObject => {
  const { kind, format } = mediaOf(part)
  const source = sourceOf(part)
  if (kind !== 'document') return { [kind]: { format, source } }
  return {
    document: {
      format,
      name: scope.documentName(stemOf(part.filename)),
      source,
      ...(part.context === undefined ? {} : { context: part.context }),
      ...(part.citations === true ? { citations: { enabled: true } } : {}),
    },
  }
}

const file = (part: FilePart, scope: Scope): Entry[] => [entry(fileBlock(part, scope), part.cache)]

const reasoning = (part: ReasoningPart, { quirks }: Scope): Entry[] => {
  const replay = quirks.reasoningReplay ?? 'signed'
  if (replay === 'none') return []
  if (part.redacted !== undefined) return [{ block: { reasoningContent: { redactedContent: part.redacted } } }]
  if (part.signature === undefined && (replay === 'signed' || isBlank(part.text))) return []
  const { signature } = part
  return [
    {
      block: {
        reasoningContent: { reasoningText: { text: part.text, ...(signature === undefined ? {} : { signature }) } },
      },
    },
  ]
}

/** The service takes objects only, as a tool's input and as a tool result's `json`. */
const toolCall = (part: ToolCallPart, { quirks }: Scope): Entry[] => [
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

const toolResult = (part: ToolResultPart, scope: Scope): Entry[] => {
  const failed = part.output.type === 'error-text' || part.output.type === 'error-json'
  const block: JsonObject = {
    toolResult: {
      toolUseId: (scope.quirks.toolUseId ?? legalToolUseId)(part.toolCallId),
      content: resultContent(part.output, scope),
      ...(failed && scope.quirks.toolResultStatus !== false ? { status: 'error' } : {}),
    },
  }
  return [entry(block, part.cache)]
}

const raw = (part: RawPart): Entry[] => {
  if (part.format === 'converse' && isJsonObject(part.value)) return [{ block: part.value }]
  throw new BedrockError(
    'unsupported',
    `A raw part of the form "${part.format}" cannot be said in Converse. Leave it out, or stay with the form that said it: bedrock(id, { via: '${part.format}' }).`,
  )
}

interface Parts {
  readonly text: TextPart
  readonly file: FilePart
  readonly reasoning: ReasoningPart
  readonly 'tool-call': ToolCallPart
  readonly 'tool-result': ToolResultPart
  readonly raw: RawPart
}

type PartOf<Type extends keyof Parts> = { [Each in Type]: Parts[Each] & { readonly type: Each } }[Type]
type Writers = { readonly [Type in keyof Parts]: (part: PartOf<Type>, scope: Scope) => Entry[] }

const writers: Writers = { text, file, reasoning, 'tool-call': toolCall, 'tool-result': toolResult, raw }

/** Writes one part; nothing where the part has nothing that may be sent. */
export const entriesOf = <Type extends keyof Parts>(part: PartOf<Type>, scope: Scope): Entry[] =>
  writers[part.type](part, scope)

/** System prompts know text, guarded text and cache points. */
export const systemEntries = (parts: readonly TextPart[]): Entry[] =>
  parts.flatMap((part) =>
    isBlank(part.text) ? [] : [entry(part.guard === undefined ? { text: part.text } : guarded(part), part.cache)],
  )
