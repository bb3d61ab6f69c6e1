import { type JsonObject, readUIBatches, type UIChunk, type UIMessage } from '@x/bedrock-core/ui'

/** What a chat asks of its server. */
export interface TransportRequest {
  readonly chatId: string
  readonly messages: readonly UIMessage[]
  readonly trigger: 'submit-message' | 'regenerate-message'
  /** The message to be answered anew. */
  readonly messageId: string | undefined
  readonly headers: Readonly<Record<string, string>>
  readonly body: JsonObject
  readonly signal: AbortSignal
}

/** The way to a server: gives an answer's events in batches as they arrive, and throws `BedrockError`. */
export interface ChatTransport {
  send(request: TransportRequest): AsyncIterable<readonly UIChunk[]>
}

/** A value, or where to get it when it is needed. */
export type Resolvable<Value> = Value | (() => Value | Promise<Value>)

export interface HttpTransportOptions {
  /** Default `/api/chat`. */
  readonly api?: string
  readonly headers?: Resolvable<Readonly<Record<string, string>>>
  /** Members added to every request's JSON. */
  readonly body?: Resolvable<JsonObject>
  readonly credentials?: RequestCredentials
  readonly fetch?: typeof fetch
}

const resolved = async <Value extends object>(value: Resolvable<Value> | undefined): Promise<Value | undefined> =>
  typeof value === 'function' ? value() : value

const post = async (options: HttpTransportOptions, request: TransportRequest): Promise<Response> => {
  const { api = '/api/chat', credentials } = options
  const { chatId: id, messages, trigger, messageId, signal } = request
  const [headers, body] = await Promise.all([resolved(options.headers), resolved(options.body)])
  const init: RequestInit = {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers, ...request.headers },
    body: JSON.stringify({ ...body, ...request.body, id, messages, trigger, messageId }),
    signal,
    ...(credentials === undefined ? {} : { credentials }),
  }
  return (options.fetch ?? globalThis.fetch)(api, init)
}

/** Posts the whole conversation as JSON and reads a UI message stream, as `toUIResponse` and the AI SDK's servers send it. */
export const httpTransport = (options: HttpTransportOptions = {}): ChatTransport => ({
  async *send(request) {
    for await (const { chunks } of readUIBatches(post(options, request))) yield chunks
  },
})
