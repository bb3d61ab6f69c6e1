import type { BedrockError, FinishReason, JsonObject, UIFilePart, UIMessage, UIPart } from '@x/bedrock-core/ui'
import type { Schedule } from './frame.ts'
import type { Store } from './store.ts'
import type { ChatTransport, HttpTransportOptions, TransportRequest } from './transport.ts'

/** `submitted`: asked, nothing to show yet. */
export type ChatStatus = 'ready' | 'submitted' | 'streaming' | 'error'

/** A chat at one moment. Never changes; messages that did not change are the same objects in the next. */
export interface ChatSnapshot {
  readonly messages: readonly UIMessage[]
  readonly status: ChatStatus
  /** Its message is fit for a page. */
  readonly error: BedrockError | undefined
  /** How the last answer ended. */
  readonly outcome?: ChatFinish['outcome']
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
  /** Another way to the server than a POST to `api`, such as `resumableTransport`. */
  readonly transport?: ChatTransport
  /** The conversation's id. */
  readonly id?: string
  /** The conversation so far. */
  readonly messages?: readonly UIMessage[]
  /** Told of each answer’s end, however it ended. */
  readonly onFinish?: (finish: ChatFinish) => void
  /** Told of each failure; its message is fit for a page. */
  readonly onError?: (error: BedrockError) => void
  /** Told of the server’s own data (`data-*`) as it comes. */
  readonly onData?: (data: ChatData) => void
  /**
   * Whether the conversation goes on without another question, once the browser has answered a tool call or an approval.
   * Default: `toolCallsAnswered`, when all of them are.
   */
  readonly sendAutomaticallyWhen?: (chat: Pick<ChatSnapshot, 'messages'>) => boolean
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
      /** `fileParts` makes them of a browser's files. */
      readonly files?: readonly UIFilePart[]
      readonly parts?: readonly UIPart[]
      readonly metadata?: JsonObject
    }

/** For one request, over the chat's own. */
export interface SendOptions {
  /** Added to the request’s headers. */
  readonly headers?: Readonly<Record<string, string>>
  /** Members added to the request’s JSON. */
  readonly body?: JsonObject
}

/** What is asked: a conversation that ends with a question, or with an answer that is to go on. */
export interface ChatAsking extends SendOptions {
  readonly messages: readonly UIMessage[]
  readonly trigger?: TransportRequest['trigger']
  /** The message that is replaced or answered anew. */
  readonly messageId?: string | undefined
  /** Where the answer comes from. Default: the transport's `send`. */
  readonly open?: ChatTransport['send'] | undefined
}

/** A conversation and its answer in progress, without React. */
export interface Chat extends Store<ChatSnapshot> {
  readonly id: string
  /**
   * Says something and awaits the answer's end, which stops an answer in progress. Failures of the answer are published,
   * not thrown. @throws BedrockError `invalid-argument` for an input that says nothing
   */
  send(input: ChatInput, options?: SendOptions): Promise<void>
  /**
   * Ends the answer in progress; what has come stays. `left` only closes the connection, as a page does that is left: an
   * answer that can be resumed goes on at the server.
   */
  stop(reason?: 'left'): void
  /** Asks again for the last answer, or for the one named. @throws BedrockError `invalid-argument` where there is none */
  regenerate(options?: SendOptions & { readonly messageId?: string }): Promise<void>
  /** Asks the same again, as after an error; what had come of its answer is dropped. */
  retry(options?: SendOptions): Promise<void>
  /** Replaces the conversation; stops an answer in progress. */
  setMessages(messages: readonly UIMessage[]): void
  clearError(): void

  // What features are made of.

  options(): ChatOptions
  /** The conversation with all that has come of an answer, published or not. */
  current(): readonly UIMessage[]
  /** What the answer in progress, or one that failed, is an answer to; else all up to the last question. */
  asked(): readonly UIMessage[]
  /** Puts a conversation to the server and awaits the answer's end. */
  ask(asking: ChatAsking): Promise<void>
}
