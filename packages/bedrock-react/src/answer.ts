import { type FinishReason, isDataChunk, MessageDraft, type UIChunk, type UIMessage } from '@x/bedrock-core/ui'
import type { ChatOptions } from './chat-types.ts'

/** Said before the first word. */
const silent = /^(start|start-step|message-metadata)$/

/** An answer in progress: what was asked, and what has come. A conversation that ends with an answer is gone on with. */
export class Answer {
  readonly abort: AbortController = new AbortController()
  finishReason: FinishReason | undefined
  /** Whether there is something new to show. */
  begun = false
  before: readonly UIMessage[]
  readonly #options: () => ChatOptions
  readonly #draft: MessageDraft
  readonly #goesOn: boolean

  constructor(asked: readonly UIMessage[], newId: () => string, options: () => ChatOptions) {
    const last = asked.at(-1)
    this.#goesOn = last?.role === 'assistant'
    this.before = this.#goesOn ? asked.slice(0, -1) : asked
    this.#draft = new MessageDraft(last?.role === 'assistant' ? last : { id: newId(), role: 'assistant', parts: [] })
    this.#options = options
  }

  /** Costs the same however much has come. A failure before the first word leaves no message. */
  take(chunk: UIChunk): void {
    const { onData, onToolCall } = this.#options()
    if (isDataChunk(chunk)) {
      onData?.(chunk)
      if (chunk.transient) return
    }
    if (chunk.type === 'abort') return
    if (chunk.type === 'finish') this.finishReason = chunk.finishReason
    this.#draft.apply(chunk)
    this.begun ||= !silent.test(chunk.type)
    if (chunk.type === 'tool-input-available' && !chunk.providerExecuted) onToolCall?.(chunk)
  }

  message(): UIMessage | undefined {
    return this.begun || this.#goesOn ? this.#draft.snapshot() : undefined
  }

  messages(): readonly UIMessage[] {
    const message = this.message()
    return message === undefined ? this.before : [...this.before, message]
  }
}
