import {
  base64OfFile,
  type CacheMark,
  type CachePoint,
  emptyFile,
  type FilePart,
  filled,
  inTwoRoles,
  isJsonObject,
  type Json,
  type JsonObject,
  legalToolName,
  maybeTextOfBase64,
  type ToolOutput,
  type Turn,
  type WireTurn,
} from '@x/bedrock-core/family'
import { wireOfCitation } from './citations.ts'

/** A caller's cache mark in the wire's words. */
export const cacheControl = (mark: CacheMark | undefined): JsonObject | undefined =>
  mark && { type: 'ephemeral', ...(mark !== true && mark) }

/** As refusals call it. */
const form = 'Messages'

/** A text document goes as text, whatever its kind: the wire knows `text/plain` alone (Anthropic's API reference). */
const sourceOf = (file: FilePart, media_type: string): Json => {
  if (!media_type.startsWith('text/'))
    return {
      type: 'base64',
      media_type,
      data: base64OfFile(file, form, /^(image\/(png|jpeg|gif|webp)|application\/pdf)$/i),
    }
  const { data } = file
  const text = data instanceof Uint8Array ? new TextDecoder().decode(data) : maybeTextOfBase64(base64OfFile(file, form))
  if (!text?.trim()) throw emptyFile(file)
  return { type: 'text', media_type: 'text/plain', data: text }
}

const fileBlock = (part: FilePart): JsonObject => {
  const media = part.mediaType.toLowerCase()
  const source = sourceOf(part, media)
  if (media.startsWith('image/')) return { type: 'image', source }
  return {
    type: 'document',
    source,
    title: part.filename?.trim() || undefined,
    context: part.context?.trim() || undefined,
    citations: part.citations === undefined ? undefined : { enabled: part.citations },
  }
}

/** An empty result is said by no content. */
const outputOf = (output: ToolOutput): Json | undefined => {
  if (output.type === 'content') return filled(output.value.map(blockOf))
  return (output.type.endsWith('text') ? output.value : JSON.stringify(output.value)) || undefined
}

/** What a turn may hold. */
export type Part = Turn['content'][number]

const written = (part: Part): JsonObject => {
  switch (part.type) {
    case 'text':
      return {
        type: 'text',
        text: part.text,
        citations: filled(part.citations?.map(wireOfCitation).filter((wire) => wire !== undefined)),
      }
    case 'file':
      return fileBlock(part)
    case 'tool-call':
      return { type: 'tool_use', id: part.toolCallId, name: legalToolName(part.toolName), input: part.input }
    case 'tool-result':
      return {
        type: 'tool_result',
        tool_use_id: part.toolCallId,
        content: outputOf(part.output),
        is_error: part.output.type.startsWith('error') || undefined,
      }
    case 'raw':
      return isJsonObject(part.value) ? part.value : {}
    case 'reasoning':
      return part.redacted
        ? { type: 'redacted_thinking', data: part.redacted }
        : { type: 'thinking', thinking: part.text, signature: part.signature }
  }
}

/** One part as a block. */
export const blockOf = (part: Part & { readonly cache?: CacheMark }): JsonObject => ({
  cache_control: cacheControl(part.cache),
  ...written(part),
})

/** Turns as messages. */
export const messagesOf = (turns: readonly Turn[]): WireTurn<JsonObject>[] =>
  inTwoRoles(turns, ({ content }: { readonly content: readonly Part[] }) => content.map(blockOf))

/** The cache points in one list of a body. */
export const pointsIn = (blocks: readonly JsonObject[], path: string): CachePoint[] =>
  blocks.flatMap(({ cache_control: control }, at) =>
    isJsonObject(control) ? [{ path: `${path}.${at}`, ttl: control['ttl'] === '1h' ? '1h' : '5m' }] : [],
  )
