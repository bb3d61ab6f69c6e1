import type { BedrockError } from '../errors/bedrock-error.ts'
import { isJsonObject, type JsonObject } from '../speech/json.ts'
import { isDataChunk, type UIChunk } from './chunk.ts'
import { malformed } from './malformed.ts'
import {
  isDataPart,
  isToolPart,
  type ProviderMetadata,
  type UIDataPart,
  type UIMessage,
  type UIPart,
} from './message.ts'
import { isToolChunk, type ToolChunk, toolPartAfter } from './tool-part.ts'

/** A part that no snapshot holds yet may still be written to. */
type Draft<Part> = Part extends UIPart ? { -readonly [Key in keyof Part]: Part[Key] } : never

type ApprovalResponse = Extract<UIChunk, { readonly type: 'tool-approval-response' }>

const dataPart = ({ type, id, data }: UIDataPart): UIDataPart => ({ type, data, ...(id === undefined ? {} : { id }) })

const kindOf = (chunk: UIChunk): 'text' | 'reasoning' => (chunk.type.startsWith('text') ? 'text' : 'reasoning')

const said = ({ providerMetadata }: { readonly providerMetadata?: ProviderMetadata }) =>
  providerMetadata === undefined ? {} : { providerMetadata }

const cited = (chunk: UIChunk) =>
  'citations' in chunk && chunk.citations !== undefined ? { citations: chunk.citations } : {}

const unbegun = (chunk: UIChunk): BedrockError => malformed(`"${chunk.type}" belongs to nothing that was begun`)

/** Objects are joined member by member, however deep; all else is replaced. */
const merged = (before: JsonObject, after: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries({ ...before, ...after }).map(([key, value]) => {
      const earlier = Object.hasOwn(before, key) ? before[key] : undefined
      return [key, isJsonObject(earlier) && isJsonObject(value) ? merged(earlier, value) : value]
    }),
  )

/** By what later events name a part; empty where none does. */
const keyOf = (part: UIPart): string => {
  if (isToolPart(part)) return `tool ${part.toolCallId}`
  return isDataPart(part) && part.id !== undefined ? part.type + part.id : ''
}

/**
 * An assistant's message while it comes. `apply` costs the same however long the message is; `snapshot` gives an immutable
 * message in which only what changed is new.
 */
export class MessageDraft {
  #message: UIMessage
  readonly #parts: Draft<UIPart>[] = []
  /** Parts made or copied since the last snapshot. */
  readonly #fresh = new Set<number>()
  readonly #places = new Map<string, number>()
  #step: number
  #changed = false

  constructor(message: UIMessage) {
    this.#message = message
    for (const part of message.parts) this.#put(keyOf(part), part)
    this.#step = message.parts.findLastIndex(({ type }) => type === 'step-start') + 1
    this.#changed = false
  }

  /** @throws BedrockError `malformed` for an event of a part that was never begun */
  apply(chunk: UIChunk): void {
    switch (chunk.type) {
      case 'text-start':
      case 'reasoning-start': {
        const type = kindOf(chunk)
        this.#places.delete(type + chunk.id)
        return this.#put(type + chunk.id, { type, text: '', state: 'streaming', ...said(chunk) })
      }
      case 'text-delta':
      case 'reasoning-delta': {
        const part = this.#own(kindOf(chunk) + chunk.id, chunk)
        if ('text' in part) {
          part.text += chunk.delta
          if (chunk.providerMetadata !== undefined) part.providerMetadata = chunk.providerMetadata
        }
        return
      }
      case 'text-end':
      case 'reasoning-end': {
        const key = kindOf(chunk) + chunk.id
        const part = this.#own(key, chunk)
        if ('text' in part) Object.assign(part, { state: 'done' }, said(chunk), cited(chunk))
        this.#places.delete(key)
        return
      }
      case 'tool-input-delta': {
        const part = this.#own(`tool ${chunk.toolCallId}`, chunk)
        if ('toolCallId' in part) part.inputText = (part.inputText ?? '') + chunk.inputTextDelta
        return
      }
      case 'source-url':
      case 'source-document':
      case 'file':
      case 'reasoning-file':
      case 'custom':
      case 'steering-message':
        return this.#put('', chunk)
      case 'tool-approval-response':
        return this.#decide(chunk)
      case 'start-step':
        this.#put('', { type: 'step-start' })
        this.#step = this.#parts.length
        return
      case 'reset-step':
        return this.#reset()
      case 'start':
        return this.#describe(chunk.messageMetadata, chunk.messageId)
      case 'finish':
      case 'message-metadata':
        return this.#describe(chunk.messageMetadata)
      default:
        if (isToolChunk(chunk)) this.#tool(chunk)
        else if (isDataChunk(chunk) && !chunk.transient) this.#put(keyOf(dataPart(chunk)), dataPart(chunk))
    }
  }

  /** The message so far; the same object until something changes. */
  snapshot(): UIMessage {
    if (!this.#changed) return this.#message
    this.#changed = false
    this.#fresh.clear()
    this.#message = { ...this.#message, parts: [...this.#parts] }
    return this.#message
  }

  /** Replaces the part that a key names, or appends one. */
  #put(key: string, part: UIPart): void {
    const index = this.#places.get(key) ?? this.#parts.length
    this.#parts[index] = { ...part }
    if (key !== '') this.#places.set(key, index)
    this.#fresh.add(index)
    this.#changed = true
  }

  /** The part that a key names, to be written to: after a snapshot, a copy. */
  #own(key: string, chunk: UIChunk): Draft<UIPart> {
    const index = this.#places.get(key) ?? -1
    const part = this.#parts[index]
    if (part === undefined) throw unbegun(chunk)
    if (!this.#fresh.has(index)) this.#put(key, part)
    this.#changed = true
    return this.#parts[index] ?? part
  }

  #tool(chunk: ToolChunk): void {
    const key = `tool ${chunk.toolCallId}`
    const place = this.#places.get(key) ?? -1
    // A model that is asked again may use an id again: that is another call.
    if ('toolName' in chunk && place < this.#step) this.#places.delete(key)
    const before = this.#parts[this.#places.get(key) ?? -1]
    const after = toolPartAfter(chunk, before !== undefined && isToolPart(before) ? before : undefined)
    if (after === undefined) throw unbegun(chunk)
    this.#put(key, after)
  }

  #decide(chunk: ApprovalResponse): void {
    const { approvalId: id, approved, reason, providerExecuted, providerMetadata } = chunk
    const asked = this.#parts.findLast((part) => isToolPart(part) && part.approval?.id === id)
    if (asked === undefined || !isToolPart(asked)) throw unbegun(chunk)
    this.#put(keyOf(asked), {
      ...asked,
      state: 'approval-responded',
      approval: { ...asked.approval, id, approved, ...(reason === undefined ? {} : { reason }) },
      ...(providerExecuted === undefined ? {} : { providerExecuted }),
      ...(providerMetadata && { callProviderMetadata: providerMetadata }),
    })
  }

  #reset(): void {
    this.#parts.length = this.#step
    for (const [key, index] of this.#places) if (index >= this.#step) this.#places.delete(key)
    this.#changed = true
  }

  #describe(metadata: JsonObject | undefined, id?: string): void {
    this.#changed = true
    this.#message = {
      ...this.#message,
      ...(id === undefined ? {} : { id }),
      ...(metadata === undefined ? {} : { metadata: merged(this.#message.metadata ?? {}, metadata) }),
    }
  }
}
