import { type JsonObject, readUIBatches, type UIChunk, type UIMessage } from '@x/bedrock-core/ui'

/** What a chat asks of its server. */
export interface TransportRequest {
  readonly chatId: string
  readonly messages: readonly UIMessage[]
  readonly trigger: 'submit-message' | 'regenerate-message'
  /** The message to be answered anew. */
  readonly messageId?: string | undefined
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: JsonObject
  readonly signal: AbortSignal
}

/** What a chat asks for that has lost its answer. */
export interface ResumeRequest {
  readonly chatId: string
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly signal: AbortSignal
}

/**
 * The way to a server: gives an answer's events in batches as they arrive, and throws `BedrockError`. A signal that is aborted
 * with the reason `'left'` closes the connection without ending an answer that can be resumed.
 */
export interface ChatTransport {
  send(request: TransportRequest): AsyncIterable<readonly UIChunk[]>
  /** The answer that is being made, from its beginning; undefined where there is none. */
  resume?(request: ResumeRequest): Promise<AsyncIterable<readonly UIChunk[]> | undefined>
}

/** A value, or where to get it when it is needed. */
export type Resolvable<Value> = Value | (() => Value | Promise<Value>)

export interface HttpTransportOptions {
  /** Default `/api/chat`. */
  readonly api?: string
  /** Added to every request; a function is asked before each. */
  readonly headers?: Resolvable<Readonly<Record<string, string>>>
  /** Members added to every request's JSON. */
  readonly body?: Resolvable<JsonObject>
  /** As `fetch` takes them: whether cookies go along. Default `same-origin`. */
  readonly credentials?: RequestCredentials
  /** Instead of the page’s `fetch`. */
  readonly fetch?: typeof fetch
}

export const resolved = async <Value extends object>(
  value: Resolvable<Value> | undefined,
): Promise<Value | undefined> => (typeof value === 'function' ? value() : value)

/**
 * Makes one request of the options' headers and body and its own over them, and gives what sends it: what a page's functions throw is no
 * failure of the network.
 */
export const post = async (
  { api = '/api/chat', headers, body, credentials, fetch = globalThis.fetch }: HttpTransportOptions,
  said: {
    readonly headers?: Readonly<Record<string, string>>
    readonly body?: JsonObject
    readonly signal: AbortSignal
  },
  json: object,
): Promise<() => Promise<Response>> => {
  const init: RequestInit = {
    ...(credentials && { credentials }),
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(await resolved(headers)), ...said.headers },
    body: JSON.stringify({ ...(await resolved(body)), ...said.body, ...json }),
    signal: said.signal,
  }
  return () => fetch(api, init)
}

/** The whole conversation, as `readChatRequest` and the AI SDK's servers read it. */
export const postChat = (options: HttpTransportOptions, request: TransportRequest): ReturnType<typeof post> => {
  const { chatId: id, messages, trigger, messageId } = request
  return post(options, request, { id, messages, trigger, messageId })
}

/** Posts the whole conversation as JSON and reads a UI message stream, as `toUIResponse` and the AI SDK's servers send it. */
export const httpTransport = (options: HttpTransportOptions = {}): ChatTransport => ({
  async *send(request) {
    for await (const { chunks } of readUIBatches((await postChat(options, request))())) yield chunks
  },
})
