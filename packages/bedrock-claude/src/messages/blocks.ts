import {
  type AssistantPart,
  BedrockError,
  base64OfBytes,
  bytesOfBase64,
  type CacheMark,
  type FilePart,
  isJsonObject,
  type Json,
  legalToolName,
  noPlace,
  type TextPart,
  type ToolCallPart,
  type ToolOutput,
  type ToolResultPart,
  type UserPart,
} from '@x/bedrock-core/family'
import type { Warn } from '../thought.ts'
import { wireOfCitation } from './citations.ts'

/** A content block being written; the cache planner may still mark it. */
export interface Block {
  type: string
  [key: string]: Json | undefined
}

/** A list, or nothing where it would be empty. */
export const filled = <Value>(list: readonly Value[]): readonly Value[] | undefined =>
  list.length === 0 ? undefined : list

/** A caller's cache mark in the wire's words. */
export const cacheControl = (mark: CacheMark | undefined): Json | undefined =>
  mark && { type: 'ephemeral', ttl: mark === true ? undefined : mark.ttl }

/** Blank text is refused by the service. */
export const textBlocks = ({ text, citations = [], cache }: TextPart): Block[] =>
  text.trim() === ''
    ? []
    : [
        {
          type: 'text',
          text,
          citations: filled(citations.map(wireOfCitation).filter((citation) => citation !== undefined)),
          cache_control: cacheControl(cache),
        },
      ]

const unsupported = (what: string): BedrockError<'unsupported'> =>
  noPlace('Claude’s messages form', `a file ${what}`, 'converse')

const bytesOf = (data: string | Uint8Array): Uint8Array => {
  if (typeof data !== 'string') return data
  try {
    return bytesOfBase64(data)
  } catch (cause) {
    throw new BedrockError('invalid-argument', 'A file is not base64. Pass its bytes or base64.', { cause })
  }
}

/** Media types that go as they are; the wire knows no other (Anthropic's API reference). */
const asBytes: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf'])

/** A text document goes as text, whatever its kind: the wire knows `text/plain` alone. */
const sourceOf = (data: FilePart['data'], mediaType: string): Json => {
  if (typeof data !== 'string' && !(data instanceof Uint8Array)) throw unsupported('in S3')
  if (asBytes.has(mediaType))
    return { type: 'base64', media_type: mediaType, data: typeof data === 'string' ? data : base64OfBytes(data) }
  if (!mediaType.startsWith('text/')) throw unsupported(`of type "${mediaType}"`)
  const text = new TextDecoder().decode(bytesOf(data))
  if (text.trim() === '') throw new BedrockError('invalid-argument', 'A text document is blank. Leave it out.')
  return { type: 'text', media_type: 'text/plain', data: text }
}

const unlessBlank = (text: string | undefined): string | undefined => (text?.trim() === '' ? undefined : text)

const fileBlock = (part: FilePart): Block => {
  const mediaType = part.mediaType.toLowerCase()
  const shared = { source: sourceOf(part.data, mediaType), cache_control: cacheControl(part.cache) }
  if (mediaType.startsWith('image/')) return { type: 'image', ...shared }
  const citations = part.citations === undefined ? undefined : { enabled: part.citations }
  return {
    type: 'document',
    ...shared,
    title: unlessBlank(part.filename),
    context: unlessBlank(part.context),
    citations,
  }
}

/**
 * Anthropic takes letters, digits, `_` and `-` in ids and names; another model's conversation may hold more. Input that is not
 * an object is wrapped as Anthropic's guide to fine-grained tool streaming advises.
 */
const toolUse = ({ toolCallId, toolName, input, cache }: ToolCallPart): Block => ({
  type: 'tool_use',
  id: legalToolName(toolCallId),
  name: legalToolName(toolName),
  input: isJsonObject(input) ? input : { INVALID_JSON: input },
  cache_control: cacheControl(cache),
})

/** Cache points stand on a result, not inside it; an empty result is said by no content. */
const outputOf = (output: ToolOutput): Json | undefined => {
  if (output.type === 'text' || output.type === 'error-text') return output.value || undefined
  if (output.type !== 'content') return JSON.stringify(output.value)
  return filled(
    output.value.flatMap(({ cache: _cache, ...part }) => (part.type === 'text' ? textBlocks(part) : [fileBlock(part)])),
  )
}

export const toolResult = ({ toolCallId, output, cache }: ToolResultPart): Block => ({
  type: 'tool_result',
  tool_use_id: legalToolName(toolCallId),
  content: outputOf(output),
  is_error: output.type.startsWith('error') || undefined,
  cache_control: cacheControl(cache),
})

/** Why a part of the history cannot be said to Claude. */
const removed = {
  reasoning: 'it is not signed',
  file: 'Claude makes none',
  raw: 'only the form that said it can say it again',
} as const

/** One part of a user's or the assistant's turn as blocks: none for what cannot be said again. */
export const blocksOf = (part: UserPart | AssistantPart, role: 'user' | 'assistant', warn: Warn): Block[] => {
  if (part.type === 'text') return textBlocks(part)
  if (part.type === 'tool-call') return [toolUse(part)]
  if (part.type === 'file' && role === 'user') return [fileBlock(part)]
  if (part.type === 'raw' && part.format === 'messages' && isJsonObject(part.value))
    return [{ ...part.value, type: String(part.value['type']) }]
  if (part.type === 'reasoning' && part.redacted) return [{ type: 'redacted_thinking', data: part.redacted }]
  if (part.type === 'reasoning' && part.signature)
    return [{ type: 'thinking', thinking: part.text, signature: part.signature }]
  warn(`${part.type}-removed`, removed[part.type])
  return []
}
