import type { Citation } from '../speech/citation.ts'
import type { ResponseInfo } from '../speech/generation.ts'
import type { JsonObject } from '../speech/json.ts'
import type { StreamPart } from '../speech/stream-part.ts'
import type { AnswerPart } from './answer-part.ts'
import type { UIChunk } from './chunk.ts'
import type { UISource } from './cited-sources.ts'
import { noSeal } from './request/refusal.ts'
import type { SealPart } from './seal/statement.ts'
import type { ToolWriter } from './tool-writer.ts'

export interface ChunkOptions {
  /** The message's id; the browser makes one where it is absent. */
  readonly messageId?: string
  /** Whether the browser sees what the model thought. Without it a model that needs its thoughts back cannot go on after a tool call. Default true. */
  readonly sendReasoning?: boolean
  /**
   * A citation as a source on the page: `citedSources`, or a function of your own, such as one that links to your viewer; undefined sends
   * none. Default: citations are not sent.
   */
  readonly sources?: (citation: Citation) => UISource | undefined
  /**
   * What writes tool calls: a `toolSeal`, which signs calls, approvals and results, so that `readChatRequest` knows them again; or
   * `unsealed`, where all tools run in the browser. Without it an answer ends at its first tool call, with an error that says so.
   */
  readonly seal?: ToolWriter
  /** Added to the message's metadata, over model, finish reason, usage and times. */
  readonly metadata?: (part: Extract<StreamPart, { type: 'start' | 'finish' }>) => JsonObject | undefined
  /** A clock in milliseconds. Default `performance.now`. */
  readonly now?: () => number
}

/** Options for answers that may have parts of `runTools`. */
export type Sealed<Options extends ChunkOptions> = Options & { readonly seal: ToolWriter }

/** The model's name for a page. An ARN holds an account's number, so it is left out. */
const modelNamed = ({ modelId, modelName }: ResponseInfo): string | undefined =>
  modelId.startsWith('arn:') ? modelName : modelId

/**
 * Turns the parts of one answer into the browser's events. Raw content stays on the server: a browser could neither show
 * it nor be trusted with its return.
 */
export const chunksOfParts = ({
  messageId,
  metadata,
  sendReasoning = true,
  sources,
  seal,
  now = () => performance.now(),
}: ChunkOptions): ((part: AnswerPart | SealPart) => readonly UIChunk[]) => {
  const began = now()
  const elapsed = (): number => Math.round(now() - began)
  let firstDeltaMs: number | undefined
  let step = 0
  let end: readonly UIChunk[] = []
  /** Ends the open step, if there is one; the next end is another. */
  const ended = (then: readonly UIChunk[], next: readonly UIChunk[] = []): readonly UIChunk[] => {
    const chunks = [...end, ...then]
    end = next
    return chunks
  }
  const opened = (): readonly UIChunk[] => {
    step += 1
    return ended([{ type: 'start-step' }], [{ type: 'finish-step' }])
  }
  return (part) => {
    if (!sendReasoning && part.type.startsWith('reasoning')) return []
    if (/delta|input/.test(part.type)) firstDeltaMs ??= elapsed()
    switch (part.type) {
      case 'start': {
        // A model asked again after a tool's result goes on with the same message.
        if (step > 0) return opened()
        const messageMetadata = { model: modelNamed(part.response), ...metadata?.(part) }
        const start: UIChunk = { type: 'start', messageId, messageMetadata }
        return part.steps ? [start] : [start, ...opened()]
      }
      case 'start-step':
        return opened()
      case 'finish-step':
        return ended([])
      case 'text-start':
      case 'text-end':
      case 'reasoning-start':
        return [{ type: part.type, id: part.id }]
      case 'text-delta':
      case 'reasoning-delta':
        return [{ type: part.type, id: part.id, delta: part.text }]
      case 'reasoning-end': {
        const { type, id, ...said } = part
        return [{ type, id, ...(Object.keys(said).length > 0 && { providerMetadata: { bedrock: said } }) }]
      }
      case 'source': {
        const source = sources?.(part.citation)
        return source ? [{ sourceId: `${step}-${part.id}`, ...source }] : []
      }
      case 'file':
        return [{ type: 'file', mediaType: part.mediaType, url: `data:${part.mediaType};base64,${part.data}` }]
      case 'finish': {
        const {
          generation,
          finishReason,
          usage: { reports: _reports, ...usage },
        } = part
        const model = modelNamed(generation.response)
        const messageMetadata = { model, finishReason, usage, firstDeltaMs, latencyMs: elapsed(), ...metadata?.(part) }
        return ended([{ type: 'finish', finishReason, messageMetadata }])
      }
      case 'restart':
        // A page has no event by which it would forget what it shows.
        throw part.error
      default:
        // What is not known is passed over.
        if (part.type === 'raw' || !part.type.startsWith('tool-')) return []
        return seal ? seal.toolChunks(part) : noSeal()
    }
  }
}
