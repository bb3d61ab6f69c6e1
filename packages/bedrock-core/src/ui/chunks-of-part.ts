import type { Citation } from '../speech/citation.ts'
import type { Json, JsonObject } from '../speech/json.ts'
import type { StreamPart } from '../speech/stream-part.ts'
import { finishMetadata, startMetadata } from './answer-metadata.ts'
import type { AnswerPart } from './answer-part.ts'
import type { UIChunk } from './chunk.ts'
import type { ProviderMetadata } from './message.ts'
import { type SealPart, sealName } from './seal/statement.ts'

export interface ChunkOptions {
  /** The message's id; the browser makes one where it is absent. */
  readonly messageId?: string
  /** Whether the browser sees what the model thought. Without it a model that needs its thoughts back cannot go on after a tool call. Default true. */
  readonly sendReasoning?: boolean
  /** Added to the message's metadata, over model, finish reason, usage and times. */
  readonly metadata?: (part: Extract<StreamPart, { type: 'start' | 'finish' }>) => JsonObject | undefined
  /** A clock in milliseconds. Default `performance.now`. */
  readonly now?: () => number
}

const bedrock = (said: JsonObject): { providerMetadata?: ProviderMetadata } =>
  Object.values(said).every((value) => value === undefined) ? {} : { providerMetadata: { bedrock: said } }

/** Only these schemes become links on a page. */
const link = (citation: Citation): string | undefined =>
  [citation.location?.type === 'web' ? citation.location.url : undefined, citation.source].find(
    (candidate) => candidate !== undefined && /^https?:\/\//i.test(candidate),
  )

const sourceChunk = (sourceId: string, citation: Citation): UIChunk => {
  const { title, source, raw: _raw, ...rest } = citation
  const said = bedrock(rest)
  const url = link(citation)
  if (url !== undefined) return { type: 'source-url', sourceId, url, ...(title && { title }), ...said }
  return {
    type: 'source-document',
    sourceId,
    mediaType: rest.location?.type === 'pages' ? 'application/pdf' : 'text/plain',
    title: title ?? source ?? 'Document',
    ...said,
  }
}

/**
 * Turns the parts of one answer into the browser's events. Raw content stays on the server: a browser could neither show
 * it nor be trusted with its return.
 */
export const createChunker = (options: ChunkOptions = {}): ((part: AnswerPart | SealPart) => readonly UIChunk[]) => {
  const now = options.now ?? (() => performance.now())
  const { messageId, metadata, sendReasoning = true } = options
  const began = now()
  let firstDeltaMs: number | undefined
  let started = false
  let step = 0
  let open = false
  const heard = (): void => {
    firstDeltaMs ??= now() - began
  }
  const closed = (): readonly UIChunk[] => {
    const chunks: readonly UIChunk[] = open ? [{ type: 'finish-step' }] : []
    open = false
    return chunks
  }
  const opened = (): readonly UIChunk[] => {
    const chunks: readonly UIChunk[] = [...closed(), { type: 'start-step' }]
    step += 1
    open = true
    return chunks
  }
  return (part) => {
    if (!sendReasoning && part.type.startsWith('reasoning')) return []
    switch (part.type) {
      case 'start': {
        // A model asked again after a tool's result goes on with the same message.
        if (started) return opened()
        started = true
        const messageMetadata = { ...startMetadata(part), ...metadata?.(part) }
        const start: UIChunk = { type: 'start', ...(messageId && { messageId }), messageMetadata }
        return part.steps ? [start] : [start, ...opened()]
      }
      case 'start-step':
        return opened()
      case 'finish-step':
        return closed()
      case 'text-start':
      case 'text-end':
      case 'reasoning-start':
        return [{ type: part.type, id: part.id }]
      case 'text-delta':
      case 'reasoning-delta':
        heard()
        return [{ type: part.type, id: part.id, delta: part.text }]
      case 'reasoning-end': {
        const { type, id, ...said } = part
        return [{ type, id, ...bedrock(said) }]
      }
      case 'tool-input-start':
        heard()
        return [{ type: 'tool-input-start', toolCallId: part.id, toolName: part.toolName }]
      case 'tool-input-delta':
        return [{ type: 'tool-input-delta', toolCallId: part.id, inputTextDelta: part.delta }]
      case 'tool-call': {
        const { toolCallId, toolName, input } = part
        const called = { toolCallId, toolName, input }
        if (!part.invalid) return [{ type: 'tool-input-available', ...called }]
        return [{ type: 'tool-input-error', ...called, errorText: 'The model’s input for this tool broke off.' }]
      }
      case 'tool-result': {
        const { toolCallId, preliminary } = part
        // `runTools` has made sure that it is JSON.
        const output = (part.output ?? null) as Json
        return [{ type: 'tool-output-available', toolCallId, output, ...(preliminary && { preliminary }) }]
      }
      case 'tool-error':
        return [{ type: 'tool-output-error', toolCallId: part.toolCallId, errorText: part.errorText }]
      case 'tool-approval-request':
        return [{ type: 'tool-approval-request', approvalId: part.approvalId, toolCallId: part.toolCallId }]
      case 'tool-seal':
        return [{ type: `data-${sealName}`, id: part.toolCallId, data: part.signature }]
      case 'tool-output-denied':
        return [{ type: 'tool-output-denied', toolCallId: part.toolCallId }]
      case 'source':
        return [sourceChunk(step === 1 ? part.id : `${step}-${part.id}`, part.citation)]
      case 'file':
        return [{ type: 'file', mediaType: part.mediaType, url: `data:${part.mediaType};base64,${part.data}` }]
      case 'finish': {
        const times = { firstDeltaMs, latencyMs: now() - began }
        const messageMetadata = { ...finishMetadata(part, times), ...metadata?.(part) }
        return [...closed(), { type: 'finish', finishReason: part.finishReason, messageMetadata }]
      }
      case 'restart':
        // A page has no event by which it would forget what it shows.
        throw part.error
      default:
        return []
    }
  }
}
