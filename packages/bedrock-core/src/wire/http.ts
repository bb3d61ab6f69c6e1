import type { BedrockErrorCode } from '../errors/bedrock-error.ts'
import type { Bytes } from './bytes.ts'

/** One request to AWS, before or after signing. Header names are lower-case; `url` is exactly what goes on the wire. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Bytes
}

/** What a signer must know besides the request. */
export interface AuthContext {
  readonly region: string
  /** The name in the signature's scope: `bedrock` for the runtime and the control plane. */
  readonly service: string
  /** The operation, such as `converse-stream`: some are refused to some kinds of key. */
  readonly operation: string
  /** Aborts waiting for credentials. */
  readonly signal?: AbortSignal | undefined
}

/** What a signer may learn from an answer: whether its clock is right, whether its credentials still hold. */
export interface AuthAnswer {
  readonly status: number
  readonly headers: Headers
  /** Milliseconds since 1970 by the local clock: when the request went out and when the headers had come back. */
  readonly sentAt: number
  readonly receivedAt: number
  /** The error's code, when the answer was one. */
  readonly refused?: BedrockErrorCode
}

/**
 * Adds what proves the caller: the whole seam between core and auth. Called last, anew for each attempt.
 * @throws BedrockError `no-credentials`, `broken-credentials`, `expired-credentials`
 */
export interface Auth {
  (request: HttpRequest, context: AuthContext): Promise<HttpRequest>
  /** Shown every answer. True: a refused request may pass if it is signed anew and sent once more. */
  readonly observe?: (answer: AuthAnswer) => boolean
  /** The region that came with the credentials, for callers who named none. */
  readonly region?: string
}

/** What core asks of a transport: the platform's `fetch`, or one with the same manners. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** One exchange. Rejects only when no response came. */
export type Send = (request: HttpRequest, context: SendContext) => Promise<Response>

export interface SendContext {
  readonly region: string
  readonly operation: string
  readonly signal?: AbortSignal | undefined
}

/** Wraps every exchange, outside signing: what it changes is what gets signed. */
export type Middleware = (next: Send) => Send
