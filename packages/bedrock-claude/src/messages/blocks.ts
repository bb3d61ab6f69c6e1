import {
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
  type Turn,
} from '@x/bedrock-core/family'
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

export const textBlock = ({ text, citations = [], cache }: TextPart): Block => ({
  type: 'text',
  text,
  citations: filled(citations.map(wireOfCitation).filter((citation) => citation !== undefined)),
  cache_control: cacheControl(cache),
})

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

const toolUse = ({ toolCallId, toolName, input, cache }: ToolCallPart): Block => ({
  type: 'tool_use',
  id: toolCallId,
  name: legalToolName(toolName),
  input,
  cache_control: cacheControl(cache),
})

/** An empty result is said by no content. */
const outputOf = (output: ToolOutput): Json | undefined => {
  if (output.type === 'text' || output.type === 'error-text') return output.value || undefined
  if (output.type !== 'content') return JSON.stringify(output.value)
  return filled(output.value.map((part) => (part.type === 'text' ? textBlock(part) : fileBlock(part))))
}

const toolResult = ({ toolCallId, output, cache }: ToolResultPart): Block => ({
  type: 'tool_result',
  tool_use_id: toolCallId,
  content: outputOf(output),
  is_error: output.type.startsWith('error') || undefined,
  cache_control: cacheControl(cache),
})

/** One part of a turn as a block. */
export const blockOf = (part: Turn['content'][number]): Block => {
  if (part.type === 'text') return textBlock(part)
  if (part.type === 'file') return fileBlock(part)
  if (part.type === 'tool-call') return toolUse(part)
  if (part.type === 'tool-result') return toolResult(part)
  if (part.type === 'raw') return { type: 'text', ...(isJsonObject(part.value) ? part.value : {}) }
  if (part.redacted) return { type: 'redacted_thinking', data: part.redacted }
  return { type: 'thinking', thinking: part.text, signature: part.signature }
}
