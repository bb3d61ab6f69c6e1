import { isJsonObject, type JsonObject } from '../speech/json.ts'
import { isDataChunk, type UIChunk } from './chunk.ts'
import { malformed } from './malformed.ts'
import { isToolPart, type UIMessage, type UIPart } from './message.ts'
import { isToolChunk, type ToolChunk, toolPartAfter } from './tool-part.ts'

type DataChunk = Extract<UIChunk, { readonly type: `data-${string}` }>

const kindOf = (chunk: UIChunk): 'text' | 'reasoning' => (chunk.type.startsWith('text') ? 'text' : 'reasoning')

const unbegun = ({ type }: UIChunk) => malformed(`"${type}" belongs to nothing that was begun`)

/** Objects are joined member by member, as deep as is meant, not as deep as the call stack; all else is replaced. */
const merged = (before: JsonObject, after: JsonObject, levels = 64): JsonObject => ({
  ...before,
  ...Object.fromEntries(
    Object.entries(after).map(([key, value]) => {
      const earlier = before[key]
      return [key, levels && isJsonObject(earlier) && isJsonObject(value) ? merged(earlier, value, levels - 1) : value]
    }),
  ),
})

/**
 * An assistant's message while it comes. A delta costs the same however long the message is; `snapshot` gives an immutable
 * message in which only what changed is new.
 */
export class MessageDraft {
  #message: UIMessage
  readonly #parts: UIPart[]
  /** Places of texts and thoughts that grow. */
  readonly #growing = new Map<string, number>()
  #changed = false

  constructor(message: UIMessage) {
    this.#message = message
    this.#parts = [...message.parts]
  }

  /** @throws BedrockError `malformed` for an event of a part that was never begun */
  apply(chunk: UIChunk): void {
    switch (chunk.type) {
      case 'text-start':
      case 'reasoning-start': {
        const { type: _type, id, ...said } = chunk
        const type = kindOf(chunk)
        this.#growing.set(type + id, this.#parts.length)
        return this.#put({ ...said, type, text: '', state: 'streaming' })
      }
      case 'text-delta':
      case 'reasoning-delta':
      case 'text-end':
      case 'reasoning-end': {
        const key = kindOf(chunk) + chunk.id
        const place = this.#growing.get(key)
        const part = this.#parts[place ?? -1]
        if (part === undefined || !('text' in part)) throw unbegun(chunk)
        const { providerMetadata } = chunk
        const said = providerMetadata && { providerMetadata }
        if ('delta' in chunk) return this.#put({ ...part, ...said, text: part.text + chunk.delta }, place)
        this.#growing.delete(key)
        const { citations } = { citations: undefined, ...chunk }
        return this.#put({ ...part, ...said, ...(citations && { citations }), state: 'done' }, place)
      }
      case 'start-step':
        return this.#put({ type: 'step-start' })
      case 'reset-step':
        this.#parts.length = this.#step()
        this.#growing.clear()
        this.#changed = true
        return
      case 'start':
      case 'finish':
      case 'message-metadata':
        return this.#describe(chunk)
      case 'finish-step':
      case 'abort':
      case 'error':
        return
      default:
        if (isToolChunk(chunk)) this.#tool(chunk)
        else if (isDataChunk(chunk)) this.#data(chunk)
        else this.#put(chunk)
    }
  }

  /** The message so far; the same object until something changes. */
  snapshot(): UIMessage {
    if (!this.#changed) return this.#message
    this.#changed = false
    this.#message = { ...this.#message, parts: [...this.#parts] }
    return this.#message
  }

  /** Where the current step begins. */
  #step(): number {
    return this.#parts.findLastIndex(({ type }) => type === 'step-start') + 1
  }

  /** What grows stands at the end, so this looks at few parts. */
  #placeOfTool(chunk: { readonly toolCallId: string } | { readonly approvalId: string }): number {
    return this.#parts.findLastIndex(
      (part) =>
        isToolPart(part) &&
        ('toolCallId' in chunk ? part.toolCallId === chunk.toolCallId : part.approval?.id === chunk.approvalId),
    )
  }

  #put(part: UIPart, place: number = this.#parts.length): void {
    this.#parts[place] = part
    this.#changed = true
  }

  #tool(chunk: ToolChunk): void {
    const found = this.#placeOfTool(chunk)
    // A model that is asked again may use an id again: that is another call.
    const place = found < 0 || ('toolName' in chunk && found < this.#step()) ? this.#parts.length : found
    const before = this.#parts[place]
    const after = toolPartAfter(chunk, before && isToolPart(before) ? before : undefined)
    if (after === undefined) throw unbegun(chunk)
    this.#put(after, place)
  }

  /** Data with the same type and id replaces the earlier. */
  #data({ transient, ...part }: DataChunk): void {
    if (transient) return
    const place = this.#parts.findLastIndex((one) => one.type === part.type && 'id' in one && one.id === part.id)
    this.#put(part, place < 0 ? undefined : place)
  }

  #describe({
    messageMetadata,
    messageId,
  }: {
    readonly messageMetadata?: JsonObject
    readonly messageId?: string | undefined
  }): void {
    const { id, metadata = {} } = this.#message
    this.#changed = true
    this.#message = {
      ...this.#message,
      id: messageId ?? id,
      ...(messageMetadata && { metadata: merged(metadata, messageMetadata) }),
    }
  }
}
