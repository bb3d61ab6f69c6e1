import { answer } from '../client/answer.ts'
import { JsonDraft } from '../json/json-draft.ts'
import { affordsSnapshot } from '../json/pace.ts'
import type { Json } from '../speech/json.ts'
import type { ObjectPart } from '../speech/object-part.ts'
import type { StreamPart } from '../speech/stream-part.ts'
import { conclude } from './conclude.ts'
import type { AnyObjectOptions } from './options.ts'
import { type Prepared, prepare } from './prepare.ts'

/** Follows the JSON of one answer while it comes. */
class Reading {
  readonly #prepared: Prepared
  #draft: JsonDraft | undefined
  /** The call of the tool that is the way to ask, once it was begun. */
  #call: string | undefined
  #shown: Json | undefined
  /** Characters since the last snapshot. */
  #since = 0
  #elements = 0
  #broken = false
  /** The tool's input, as it was written. */
  written: string | undefined

  constructor(prepared: Prepared) {
    this.#prepared = prepared
    this.#draft = new JsonDraft({ lenient: prepared.strategy === 'instructions' })
  }

  /** The part to hand on: of a tool that is only a way to ask, its input is the text. */
  take(part: StreamPart): StreamPart | undefined {
    if (this.#prepared.strategy !== 'tool') {
      if (part.type === 'text-delta') this.#apply(part.text)
      return part
    }
    switch (part.type) {
      case 'tool-input-start':
        if (this.#call !== undefined || part.toolName !== this.#prepared.name) return undefined
        this.#call = part.id
        this.written = ''
        return { type: 'text-start', id: part.id }
      case 'tool-input-delta':
        if (part.id !== this.#call) return undefined
        this.written += part.delta
        this.#apply(part.delta)
        return { type: 'text-delta', id: part.id, text: part.delta }
      case 'tool-input-end':
        return part.id === this.#call ? { type: 'text-end', id: part.id } : undefined
      // What is said around the call is no part of the JSON.
      case 'text-start':
      case 'text-delta':
      case 'text-end':
      case 'tool-call':
        return undefined
      default:
        return part
    }
  }

  /** A model that could not be made to call the tool may have written its input as text. */
  uncalled(text: string): StreamPart[] {
    if (this.#prepared.strategy !== 'tool' || this.#call !== undefined || text === '') return []
    this.#draft = new JsonDraft({ lenient: true })
    this.#apply(text)
    const id = 'answer'
    return [
      { type: 'text-start', id },
      { type: 'text-delta', id, text },
      { type: 'text-end', id },
    ]
  }

  /** What there is to show, at the pace that the text can afford; at the end in any case. */
  async news(ended: boolean): Promise<ObjectPart[]> {
    if (this.#draft === undefined || !(ended || affordsSnapshot(this.#draft, this.#since))) return []
    const snapshot = this.#draft.snapshot()
    this.#since = 0
    if (snapshot === undefined) return []
    const parts = await this.#checked(this.#prepared.envelope.unwrap(snapshot))
    const object = this.#prepared.envelope.partial(snapshot)
    if (object !== undefined && object !== this.#shown) parts.push({ type: 'object', object })
    this.#shown = object
    return parts
  }

  /** The elements of the final list that nobody has seen. */
  rest(object: unknown): ObjectPart[] {
    if (this.#prepared.envelope.validateElement === undefined || !Array.isArray(object)) return []
    return object.slice(this.#elements).map((element: unknown) => ({ type: 'element', element }))
  }

  /** Elements that are whole: another one follows them. */
  async #checked(list: Json | undefined): Promise<ObjectPart[]> {
    const { validateElement } = this.#prepared.envelope
    const parts: ObjectPart[] = []
    if (validateElement === undefined || !Array.isArray(list)) return parts
    while (!this.#broken && this.#elements < list.length - 1) {
      const checked = await validateElement(list[this.#elements])
      this.#broken = checked.issues !== undefined
      if (checked.issues !== undefined) break
      parts.push({ type: 'element', element: checked.value })
      this.#elements += 1
    }
    return parts
  }

  /** Text that is no JSON ends the showing, not the answer: the end decides what it is worth. */
  #apply(text: string): void {
    this.#since += text.length
    try {
      this.#draft?.apply(text)
    } catch {
      this.#draft = undefined
    }
  }
}

/** The parts of a streamed object, in the batches in which they came. */
export async function* objectParts(options: AnyObjectOptions, signal: AbortSignal): AsyncGenerator<ObjectPart[], void> {
  const prepared = prepare(options, true)
  let reading = new Reading(prepared)
  for await (const batch of answer({ options: prepared.call, stream: true, signal })) {
    const parts: ObjectPart[] = []
    let finish: Extract<StreamPart, { type: 'finish' }> | undefined
    for (const part of batch) {
      if (part.type === 'finish') finish = part
      else {
        if (part.type === 'restart') reading = new Reading(prepared)
        const taken = reading.take(part)
        if (taken !== undefined) parts.push(taken)
      }
    }
    if (finish !== undefined) parts.push(...reading.uncalled(finish.generation.text))
    parts.push(...(await reading.news(finish !== undefined)))
    if (finish === undefined) {
      if (parts.length > 0) yield parts
      continue
    }
    // What has come is handed out before the whole is judged.
    yield parts
    const generation = await conclude(finish.generation, prepared, reading.written)
    yield [...reading.rest(generation.object), { ...finish, finishReason: generation.finishReason, generation }]
  }
}
