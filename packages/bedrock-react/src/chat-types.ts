import type { BedrockError, FinishReason, JsonObject, UIFilePart, UIMessage, UIPart } from '@x/bedrock-core/ui'
import type { Schedule } from './frame.ts'
import type { ChatTransport, HttpTransportOptions } from './transport.ts'

/** `submitted`: asked, nothing to show yet. */
export type ChatStatus = 'ready' | 'submitted' | 'streaming' | 'error'

/** A chat at one moment. Never changes; messages that did not change are the same objects in the next. */
export interface ChatSnapshot {
  readonly messages: readonly UIMessage[]
  readonly status: ChatStatus
  /** Its message is fit for a page. */
  readonly error: BedrockError | undefined
}

/** How an answer ended. */
export interface ChatFinish {
  /** Undefined where nothing had come. */
  readonly message: UIMessage | undefined
  readonly messages: readonly UIMessage[]
  readonly outcome: 'done' | 'stopped' | 'failed'
  readonly finishReason: FinishReason | undefined
}

/** A server's own data as it comes. */
export interface ChatData {
  readonly type: `data-${string}`
  readonly id?: string
  readonly data: unknown
}

export interface ChatOptions extends HttpTransportOptions {
  /** Another way to the server than a POST to `api`. */
  readonly transport?: ChatTransport
  /** The conversation's id. */
  readonly id?: string
  /** The conversation so far. */
  readonly messages?: readonly UIMessage[]
  readonly onFinish?: (finish: ChatFinish) => void
  readonly onError?: (error: BedrockError) => void
  readonly onData?: (data: ChatData) => void
  /** Makes ids of messages. */
  readonly newId?: () => string
  /** When growing text is published. Default: once a frame. */
  readonly schedule?: Schedule
}

/** A user's message: its text, or more. */
export type ChatInput =
  | string
  | {
      readonly text?: string
      readonly files?: readonly UIFilePart[]
      readonly parts?: readonly UIPart[]
      readonly metadata?: JsonObject
    }

/** For one request, over the chat's own. */
export interface SendOptions {
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: JsonObject
}

/** A conversation and its answer in progress, without React. */
export interface Chat {
  readonly id: string
  /** What was published last. */
  snapshot(): ChatSnapshot
  /** The first snapshot: what a server renders and a browser hydrates. */
  initialSnapshot(): ChatSnapshot
  /** Calls the listener after each publication; the result unsubscribes. */
  subscribe(listener: () => void): () => void
  /**
   * Says something and awaits the answer's end, which stops an answer in progress. Failures of the answer are published,
   * not thrown. @throws BedrockError `invalid-argument` for an input that says nothing
   */
  send(input: ChatInput, options?: SendOptions): Promise<void>
  /** Ends the answer in progress; what has come stays. */
  stop(): void
  /** Asks again for the last answer, or for the one named. @throws BedrockError `invalid-argument` where there is none */
  regenerate(options?: SendOptions & { readonly messageId?: string }): Promise<void>
  /** Asks the last question again, as after an error; what had come of its answer is dropped. */
  retry(options?: SendOptions): Promise<void>
  /** Replaces the conversation; stops an answer in progress. */
  setMessages(messages: readonly UIMessage[]): void
  clearError(): void
}
