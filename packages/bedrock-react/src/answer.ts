import { type FinishReason, isDataChunk, MessageDraft, type UIChunk, type UIMessage } from '@x/bedrock-core/ui'
import type { ChatData } from './chat-types.ts'

/** Said before the first word. */
const silent = /^(start|start-step|message-metadata)$/

/** An answer in progress: what was asked, and what has come. */
export class Answer {
  readonly abort: AbortController = new AbortController()
  finishReason: FinishReason | undefined
  readonly #before: readonly UIMessage[]
  readonly #newId: () => string
  readonly #onData: ((data: ChatData) => void) | undefined
  #draft: MessageDraft | undefined
  #begun = false

  constructor(before: readonly UIMessage[], newId: () => string, onData: ((data: ChatData) => void) | undefined) {
    this.#before = before
    this.#newId = newId
    this.#onData = onData
  }

  /** Costs the same however much has come. A failure before the first word leaves no message. */
  take(chunk: UIChunk): void {
    if (isDataChunk(chunk)) {
      this.#onData?.(chunk)
      if (chunk.transient) return
    }
    if (chunk.type === 'abort') return
    if (chunk.type === 'finish') this.finishReason = chunk.finishReason
    this.#draft ??= new MessageDraft({ id: this.#newId(), role: 'assistant', parts: [] })
    this.#draft.apply(chunk)
    this.#begun ||= !silent.test(chunk.type)
  }

  /** Whether there is something to show. */
  get begun(): boolean {
    return this.#begun
  }

  message(): UIMessage | undefined {
    return this.#begun ? this.#draft?.snapshot() : undefined
  }

  messages(): readonly UIMessage[] {
    const message = this.message()
    return message === undefined ? this.#before : [...this.#before, message]
  }
}
