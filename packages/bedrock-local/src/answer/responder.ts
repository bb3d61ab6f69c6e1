import type { Bytes } from '@x/bedrock-core/family'
/** A request that was let in, as it came off the wire. */
export interface RawCall {
  readonly method: string
  readonly url: URL
  readonly headers: Headers
  readonly body: Bytes
  /** The body as text. */
  readonly text: string
  readonly requestId: string
  /** Aborted when the caller has gone. */
  readonly signal: AbortSignal
}

/** Answers with whole responses instead of steps: `replay()`, `record()`. No rule but the signature is checked before it. */
export interface Responder {
  /** @throws Refusal, sent as Bedrock sends it */
  readonly respond: (call: RawCall) => Promise<Response>
}
