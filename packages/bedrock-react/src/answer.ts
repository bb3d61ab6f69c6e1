import { type FinishReason, isDataChunk, MessageDraft, type UIChunk, type UIMessage } from '@x/bedrock-core/ui'
import type { ChatData } from './chat-types.ts'

/** Said before the first word. */
const silent = /^(start|message-)/

/** An answer in progress: what was asked, and what has come. A conversation that ends with an answer is gone on with. */
export class Answer {
  readonly abort: AbortController = new AbortController()
  finishReason: FinishReason | undefined
  /** Whether there is something new to show. */
  begun = false
  readonly #before: readonly UIMessage[]
  readonly #onData: (data: ChatData) => void
  readonly #draft: MessageDraft
  readonly #goesOn: boolean

  constructor(asked: readonly UIMessage[], newId: () => string, onData: (data: ChatData) => void) {
    const last = asked.at(-1)
    const base = last?.role === 'assistant' ? last : undefined
    this.#goesOn = base !== undefined
    this.#before = base ? asked.slice(0, -1) : asked
    this.#draft = new MessageDraft(base ?? { id: newId(), role: 'assistant', parts: [] })
    this.#onData = onData
  }

  /** Costs the same however much has come. A failure before the first word leaves no message. */
  take(chunk: UIChunk): void {
    if (isDataChunk(chunk)) {
      this.#onData(chunk)
      if (chunk.transient) return
    }
    if (chunk.type === 'abort') return
    if (chunk.type === 'finish') this.finishReason = chunk.finishReason
    this.#draft.apply(chunk)
    this.begun ||= !silent.test(chunk.type)
  }

  message(): UIMessage | undefined {
    return this.begun || this.#goesOn ? this.#draft.snapshot() : undefined
  }

  messages(): readonly UIMessage[] {
    const message = this.message()
    return message === undefined ? this.#before : [...this.#before, message]
  }
}
