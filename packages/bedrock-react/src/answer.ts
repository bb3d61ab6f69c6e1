import { type FinishReason, isDataChunk, MessageDraft, type UIChunk, type UIMessage } from '@x/bedrock-core/ui'
import type { ChatData } from './chat-types.ts'

/** Says nothing, or is said before the first word. */
const silent = /^(start|message-|abort)/

/** An answer in progress: what was asked, and what has come. */
export interface Answer {
  readonly abort: AbortController
  /** Costs the same however much has come. */
  take(chunk: UIChunk): void
  /** Whether there is something new to show. */
  begun(): boolean
  finishReason(): FinishReason | undefined
  /** A failure before the first word leaves none. */
  message(): UIMessage | undefined
  messages(): readonly UIMessage[]
}

/** Begins an answer. A conversation that ends with an answer is gone on with. */
export const createAnswer = (
  asked: readonly UIMessage[],
  newId: () => string,
  onData: (data: ChatData) => void,
): Answer => {
  const last = asked.at(-1)
  const base = last?.role === 'assistant' ? last : undefined
  const before = base ? asked.slice(0, -1) : asked
  const draft = new MessageDraft(base ?? { id: newId(), role: 'assistant', parts: [] })
  let begun = false
  let finishReason: FinishReason | undefined
  const message = (): UIMessage | undefined => (begun || base ? draft.snapshot() : undefined)
  return {
    abort: new AbortController(),
    begun: () => begun,
    finishReason: () => finishReason,
    message,
    take(chunk) {
      if (isDataChunk(chunk)) {
        onData(chunk)
        if (chunk.transient) return
      }
      if (chunk.type === 'finish') finishReason = chunk.finishReason
      draft.apply(chunk)
      begun ||= !silent.test(chunk.type)
    },
    messages() {
      const said = message()
      return said === undefined ? before : [...before, said]
    },
  }
}
