import {
  type AssistantPart,
  BedrockError,
  base64OfBytes,
  bytesOfBase64,
  type CacheMark,
  type FilePart,
  isJsonObject,
  type Json,
  type ReasoningPart,
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

/** A caller's cache mark in the wire's words. */
export const cacheControl = (mark: CacheMark | undefined): Json | undefined => {
  if (mark === undefined) return undefined
  return mark === true ? { type: 'ephemeral' } : { type: 'ephemeral', ttl: mark.ttl }
}

const marked = (block: Block, mark: CacheMark | undefined): Block =>
  mark === undefined ? block : { ...block, cache_control: cacheControl(mark) }

/** Blank text is refused by the service. */
export const textBlocks = (part: TextPart): Block[] => {
  if (part.text.trim() === '') return []
  const citations = (part.citations ?? []).map(wireOfCitation).filter((citation) => citation !== undefined)
  return [marked({ type: 'text', text: part.text, ...(citations.length === 0 ? {} : { citations }) }, part.cache)]
}

const unsupported = (what: string): BedrockError<'unsupported'> =>
  new BedrockError(
    'unsupported',
    `Claude's messages form cannot carry ${what}. Ask with bedrock(id, { via: 'converse' }).`,
  )

const inline = (part: FilePart): Uint8Array | string => {
  if (typeof part.data === 'string' || part.data instanceof Uint8Array) return part.data
  throw unsupported('a file in S3')
}

const base64Source = (part: FilePart): Json => {
  const data = inline(part)
  return { type: 'base64', media_type: part.mediaType, data: typeof data === 'string' ? data : base64OfBytes(data) }
}

/** A text document goes as text, whatever its kind; the wire knows `text/plain` alone. */
const textSource = (part: FilePart): Json => {
  const data = inline(part)
  const bytes = typeof data === 'string' ? bytesOfBase64(data) : data
  return { type: 'text', media_type: 'text/plain', data: new TextDecoder().decode(bytes) }
}

const documentSource = (part: FilePart): Json => {
  if (part.mediaType === 'application/pdf') return base64Source(part)
  if (part.mediaType.startsWith('text/')) return textSource(part)
  throw unsupported(`a file of type "${part.mediaType}"`)
}

const fileBlock = (part: FilePart): Block => {
  if (part.mediaType.startsWith('image/')) return marked({ type: 'image', source: base64Source(part) }, part.cache)
  const document: Block = {
    type: 'document',
    source: documentSource(part),
    title: part.filename,
    context: part.context,
    ...(part.citations === undefined ? {} : { citations: { enabled: part.citations } }),
  }
  return marked(document, part.cache)
}

/** Only what Claude itself has signed or encrypted is taken back. */
const reasoningBlocks = (part: ReasoningPart, warn: Warn): Block[] => {
  if (part.redacted !== undefined) return [{ type: 'redacted_thinking', data: part.redacted }]
  if (part.signature !== undefined) return [{ type: 'thinking', thinking: part.text, signature: part.signature }]
  warn('reasoning-removed', 'Reasoning without a signature was left out of the history: Claude refuses it.')
  return []
}

/** Input that is not an object is wrapped as Anthropic's guide to fine-grained tool streaming advises. */
const toolUse = (part: ToolCallPart): Block => {
  const input = isJsonObject(part.input) ? part.input : { INVALID_JSON: part.input }
  return marked({ type: 'tool_use', id: part.toolCallId, name: part.toolName, input }, part.cache)
}

const contentOf = (output: ToolOutput): Json => {
  if (output.type === 'text' || output.type === 'error-text') return output.value
  if (output.type !== 'content') return JSON.stringify(output.value)
  // Cache points stand on the result, not inside it.
  return output.value.flatMap(({ cache: _cache, ...part }) =>
    part.type === 'text' ? textBlocks(part) : [fileBlock(part)],
  )
}

/** A tool's result; an empty one is said by leaving `content` out. */
export const toolResult = (part: ToolResultPart): Block => {
  const content = contentOf(part.output)
  const empty = content === '' || (Array.isArray(content) && content.length === 0)
  const failed = part.output.type === 'error-text' || part.output.type === 'error-json'
  const block: Block = {
    type: 'tool_result',
    tool_use_id: part.toolCallId,
    ...(empty ? {} : { content }),
    ...(failed ? { is_error: true } : {}),
  }
  return marked(block, part.cache)
}

/** One part of a user's or the assistant's turn as blocks: none for what cannot be said again. */
export const blocksOf = (part: UserPart | AssistantPart, role: 'user' | 'assistant', warn: Warn): Block[] => {
  switch (part.type) {
    case 'text':
      return textBlocks(part)
    case 'reasoning':
      return reasoningBlocks(part, warn)
    case 'tool-call':
      return [toolUse(part)]
    case 'file':
      if (role === 'user') return [fileBlock(part)]
      warn('file-removed', 'A file in an assistant turn was left out of the history: Claude makes none.')
      return []
    case 'raw':
      if (part.format === 'messages' && isJsonObject(part.value))
        return [{ ...part.value, type: String(part.value['type']) }]
      warn(
        'raw-removed',
        `Content of the form "${part.format}" was left out of the history: only that form can say it again.`,
      )
      return []
  }
}
