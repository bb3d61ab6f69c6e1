import { type FinishReason, MessageDraft, type UIChunk, type UIMessage } from '@x/bedrock-core/ui'
import type { ChatData } from './chat-types.ts'

type DataChunk = Extract<UIChunk, { readonly type: `data-${string}` }>

const isData = (chunk: UIChunk): chunk is DataChunk => chunk.type.startsWith('data-')

/** An answer in progress: what was asked, and what has come. */
export class Answer {
  readonly abort: AbortController = new AbortController()
  finishReason: FinishReason | undefined
  readonly #before: readonly UIMessage[]
  readonly #newId: () => string
  readonly #onData: ((data: ChatData) => void) | undefined
  #draft: MessageDraft | undefined

  constructor(before: readonly UIMessage[], newId: () => string, onData: ((data: ChatData) => void) | undefined) {
    this.#before = before
    this.#newId = newId
    this.#onData = onData
  }

  /** Costs the same however much has come. A failure before the first word leaves no message. */
  take(chunk: UIChunk): void {
    if (isData(chunk)) {
      this.#onData?.(chunk)
      if (chunk.transient) return
    }
    if (chunk.type === 'abort') return
    if (chunk.type === 'finish') this.finishReason = chunk.finishReason
    this.#draft ??= new MessageDraft({ id: this.#newId(), role: 'assistant', parts: [] })
    this.#draft.apply(chunk)
  }

  message(): UIMessage | undefined {
    return this.#draft?.snapshot()
  }

  messages(): readonly UIMessage[] {
    const message = this.message()
    return message === undefined ? this.#before : [...this.#before, message]
  }
}
