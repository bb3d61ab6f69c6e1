import type { Citation } from '../speech/citation.ts'
import type { ToolOutput, ToolResultPart } from '../speech/content.ts'
import type { JsonObject } from '../speech/json.ts'
import type { StreamPart } from '../speech/stream-part.ts'
import { finishMetadata, startMetadata } from './answer-metadata.ts'
import type { UIChunk } from './chunk.ts'
import type { ProviderMetadata } from './message.ts'

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
  const { title, source, citedText, location } = citation
  const said = bedrock({ citedText, location: location && { ...location } })
  const url = link(citation)
  if (url !== undefined)
    return { type: 'source-url', sourceId, url, ...(title === undefined ? {} : { title }), ...said }
  return {
    type: 'source-document',
    sourceId,
    mediaType: location?.type === 'pages' ? 'application/pdf' : 'text/plain',
    title: title ?? source ?? 'Document',
    ...said,
  }
}

/** What a server's stream holds: the model's parts and, where tools run on the server, their results. */
export type AnswerPart = StreamPart | ToolResultPart

const textOfOutput = (output: Extract<ToolOutput, { type: 'content' }>): string =>
  output.value.map((part) => (part.type === 'text' ? part.text : '')).join('')

/** A tool's result as a page shows it. An error's words go to the page, so a tool that throws should be worded by its caller. */
const resultChunk = ({ toolCallId, output }: ToolResultPart): UIChunk => {
  if (output.type === 'error-text') return { type: 'tool-output-error', toolCallId, errorText: output.value }
  if (output.type === 'error-json')
    return { type: 'tool-output-error', toolCallId, errorText: JSON.stringify(output.value) }
  const value = output.type === 'content' ? textOfOutput(output) : output.value
  return { type: 'tool-output-available', toolCallId, output: value }
}

/**
 * Turns the parts of one answer into the browser's events. Raw content stays on the server: a browser could neither show
 * it nor be trusted with its return.
 */
export const createChunker = (options: ChunkOptions = {}): ((part: AnswerPart) => readonly UIChunk[]) => {
  const now = options.now ?? (() => performance.now())
  const { messageId, metadata, sendReasoning = true } = options
  const began = now()
  let firstDeltaMs: number | undefined
  let started = false
  const heard = (): void => {
    firstDeltaMs ??= now() - began
  }
  return (part) => {
    switch (part.type) {
      case 'start': {
        // A model asked again after a tool's result goes on with the same message.
        if (started) return [{ type: 'finish-step' }, { type: 'start-step' }]
        started = true
        const messageMetadata = { ...startMetadata(part), ...metadata?.(part) }
        return [
          { type: 'start', ...(messageId === undefined ? {} : { messageId }), messageMetadata },
          { type: 'start-step' },
        ]
      }
      case 'text-start':
      case 'text-end':
        return [{ type: part.type, id: part.id }]
      case 'text-delta':
        heard()
        return [{ type: 'text-delta', id: part.id, delta: part.text }]
      case 'reasoning-start':
        return sendReasoning ? [{ type: 'reasoning-start', id: part.id }] : []
      case 'reasoning-delta':
        heard()
        return sendReasoning ? [{ type: 'reasoning-delta', id: part.id, delta: part.text }] : []
      case 'reasoning-end': {
        const { id, signature, redacted } = part
        return sendReasoning ? [{ type: 'reasoning-end', id, ...bedrock({ signature, redacted }) }] : []
      }
      case 'tool-input-start':
        heard()
        return [{ type: 'tool-input-start', toolCallId: part.id, toolName: part.toolName }]
      case 'tool-input-delta':
        return [{ type: 'tool-input-delta', toolCallId: part.id, inputTextDelta: part.delta }]
      case 'tool-call': {
        const { toolCallId, toolName, input } = part
        if (!part.invalid) return [{ type: 'tool-input-available', toolCallId, toolName, input }]
        return [
          {
            type: 'tool-input-error',
            toolCallId,
            toolName,
            input,
            errorText: 'The model’s input for this tool broke off.',
          },
        ]
      }
      case 'tool-result':
        return [resultChunk(part)]
      case 'source':
        return [sourceChunk(part.id, part.citation)]
      case 'file':
        return [{ type: 'file', mediaType: part.mediaType, url: `data:${part.mediaType};base64,${part.data}` }]
      case 'finish': {
        const times = { firstDeltaMs, latencyMs: now() - began }
        const messageMetadata = { ...finishMetadata(part, times), ...metadata?.(part) }
        return [{ type: 'finish-step' }, { type: 'finish', finishReason: part.finishReason, messageMetadata }]
      }
      default:
        return []
    }
  }
}
