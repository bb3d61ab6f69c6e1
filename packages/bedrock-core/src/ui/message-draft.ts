import { BedrockError } from '../errors/bedrock-error.ts'
import type { JsonObject } from '../speech/json.ts'
import type { UIChunk } from './chunk.ts'
import {
  isDataPart,
  isToolPart,
  type ProviderMetadata,
  type UIDataPart,
  type UIMessage,
  type UIPart,
} from './message.ts'
import { isToolChunk, type ToolChunk, toolPartAfter } from './tool-part.ts'

/** A part whose text grows; it is written into its part when somebody looks. */
interface Growing {
  readonly index: number
  text: string
}

interface Said {
  readonly providerMetadata?: ProviderMetadata
}

type DataChunk = Extract<UIChunk, { readonly type: `data-${string}` }>

const isDataChunk = (chunk: UIChunk): chunk is DataChunk => chunk.type.startsWith('data-')

const unbegun = (chunk: UIChunk): BedrockError<'malformed'> =>
  new BedrockError(
    'malformed',
    `The answer's stream could not be read: "${chunk.type}" belongs to nothing that was begun. Check that the server speaks the UI message stream, version 1.`,
  )

const dataPlace = (part: { readonly type: string; readonly id?: string }): string => `${part.type} ${part.id}`

/**
 * An assistant's message while it comes. `apply` costs the same however long the message is; `snapshot` gives an immutable
 * message in which only what changed is new.
 */
export class MessageDraft {
  #message: UIMessage
  readonly #parts: UIPart[]
  #changed = false
  readonly #growing = new Map<string, Growing>()
  readonly #grown = new Set<Growing>()
  /** Where tool calls and data stand. */
  readonly #places = new Map<string, number>()
  #step: number

  constructor(message: UIMessage) {
    this.#message = message
    this.#parts = [...message.parts]
    this.#step = this.#parts.length
    for (const [index, part] of this.#parts.entries()) {
      if (isToolPart(part)) this.#places.set(`tool ${part.toolCallId}`, index)
      if (isDataPart(part) && part.id !== undefined) this.#places.set(dataPlace(part), index)
    }
  }

  /** @throws BedrockError `malformed` for a delta of a part that was never begun */
  apply(chunk: UIChunk): void {
    switch (chunk.type) {
      case 'text-delta':
        return this.#grow(`text ${chunk.id}`, chunk.delta, chunk)
      case 'reasoning-delta':
        return this.#grow(`reasoning ${chunk.id}`, chunk.delta, chunk)
      case 'tool-input-delta':
        return this.#grow(`tool ${chunk.toolCallId}`, chunk.inputTextDelta, chunk)
      case 'text-start':
        return this.#begin(`text ${chunk.id}`, 'text', chunk)
      case 'reasoning-start':
        return this.#begin(`reasoning ${chunk.id}`, 'reasoning', chunk)
      case 'text-end':
        return this.#end(`text ${chunk.id}`, chunk)
      case 'reasoning-end':
        return this.#end(`reasoning ${chunk.id}`, chunk)
      case 'source-url':
      case 'source-document':
      case 'file':
        this.#push(chunk)
        return
      case 'start-step':
        this.#push({ type: 'step-start' })
        this.#step = this.#parts.length
        return
      case 'finish-step':
        for (const growing of this.#growing.values()) this.#settle(growing)
        return this.#growing.clear()
      case 'reset-step':
        return this.#reset()
      case 'start':
        return this.#describe(chunk.messageMetadata, chunk.messageId)
      case 'finish':
      case 'message-metadata':
        return this.#describe(chunk.messageMetadata)
      default:
        if (isToolChunk(chunk)) this.#tool(chunk)
        else if (isDataChunk(chunk)) this.#data(chunk)
    }
  }

  /** The message so far; the same object until something changes. */
  snapshot(): UIMessage {
    if (!this.#changed) return this.#message
    for (const growing of this.#grown) this.#settle(growing)
    this.#grown.clear()
    this.#changed = false
    this.#message = { ...this.#message, parts: [...this.#parts] }
    return this.#message
  }

  #push(part: UIPart): number {
    this.#changed = true
    return this.#parts.push(part) - 1
  }

  #put(index: number, part: UIPart): void {
    this.#changed = true
    this.#parts[index] = part
  }

  #begin(key: string, type: 'text' | 'reasoning', { providerMetadata }: Said): void {
    const part: UIPart = {
      type,
      text: '',
      state: 'streaming',
      ...(providerMetadata === undefined ? {} : { providerMetadata }),
    }
    this.#growing.set(key, { index: this.#push(part), text: '' })
  }

  #grow(key: string, piece: string, chunk: UIChunk): void {
    const growing = this.#growing.get(key)
    if (growing === undefined) throw unbegun(chunk)
    growing.text += piece
    this.#grown.add(growing)
    this.#changed = true
  }

  /** Writes a grown text into its part. */
  #settle(growing: Growing): UIPart | undefined {
    const part = this.#parts[growing.index]
    if (part?.type === 'text' || part?.type === 'reasoning') this.#put(growing.index, { ...part, text: growing.text })
    else if (part !== undefined && isToolPart(part) && part.state === 'input-streaming')
      this.#put(growing.index, { ...part, inputText: growing.text })
    return this.#parts[growing.index]
  }

  #end(key: string, chunk: UIChunk & Said): void {
    const growing = this.#growing.get(key)
    if (growing === undefined) throw unbegun(chunk)
    const part = this.#settle(growing)
    this.#growing.delete(key)
    this.#grown.delete(growing)
    const { providerMetadata } = chunk
    if (part?.type === 'text' || part?.type === 'reasoning')
      this.#put(growing.index, {
        ...part,
        state: 'done',
        ...(providerMetadata === undefined ? {} : { providerMetadata }),
      })
  }

  #tool(chunk: ToolChunk): void {
    const key = `tool ${chunk.toolCallId}`
    const place = this.#places.get(key)
    const before = place === undefined ? undefined : this.#parts[place]
    const after = toolPartAfter(chunk, before !== undefined && isToolPart(before) ? before : undefined)
    if (after === undefined) throw unbegun(chunk)
    const index = place ?? this.#push(after)
    this.#put(index, after)
    this.#places.set(key, index)
    if (chunk.type === 'tool-input-start') this.#growing.set(key, { index, text: '' })
    else this.#growing.delete(key)
  }

  #data({ type, id, data, transient }: DataChunk): void {
    if (transient) return
    const part: UIDataPart = { type, data, ...(id === undefined ? {} : { id }) }
    const place = id === undefined ? undefined : this.#places.get(dataPlace(part))
    if (place !== undefined) return this.#put(place, part)
    const index = this.#push(part)
    if (id !== undefined) this.#places.set(dataPlace(part), index)
  }

  #reset(): void {
    this.#growing.clear()
    this.#grown.clear()
    this.#parts.length = this.#step
    for (const [key, index] of this.#places) if (index >= this.#step) this.#places.delete(key)
    this.#changed = true
  }

  #describe(metadata: JsonObject | undefined, id?: string): void {
    if (metadata === undefined && id === undefined) return
    this.#changed = true
    this.#message = {
      ...this.#message,
      ...(id === undefined ? {} : { id }),
      ...(metadata === undefined ? {} : { metadata: { ...this.#message.metadata, ...metadata } }),
    }
  }
}
