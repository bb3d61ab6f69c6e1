/** How a stretch of the wire ended: read to its end, broken off by Bedrock, left by us. */
export type WireEnd = 'whole' | 'broken' | 'left'

/** One frame of an answer's event stream, in text that may be shown. */
export interface WireFrame {
  /** Milliseconds after the request went out at which its last byte had come. */
  readonly atMs: number
  readonly bytes: number
  readonly headers: Readonly<Record<string, string>>
  /** The payload as it came; `cut` characters more are not kept. */
  readonly payload: string
  /** What an InvokeModel event wraps in base64. */
  readonly inner?: string
  readonly cut?: number
}

/** What one source said of an answer's tokens. */
export interface WireUsage {
  readonly source: string
  readonly counts: Readonly<Record<string, number>>
}

/** One request to Bedrock and what came back. Every attempt and every step is one. */
export interface WireExchange {
  /** Milliseconds since the answer was asked for. */
  readonly startedMs: number
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** JSON text, laid out. */
  readonly body: string
  readonly response?: {
    readonly status: number
    readonly headers: Readonly<Record<string, string>>
    readonly atMs: number
  }
  readonly frames: readonly WireFrame[]
  /** The answer's body where it was no event stream. */
  readonly answer?: string
  /** Why the frames end here: damage, or a limit of the recording. */
  readonly note?: string
  readonly bytes: number
  readonly end?: { readonly how: WireEnd; readonly atMs: number; readonly reason?: string }
  readonly usage: readonly WireUsage[]
}

export interface WireView {
  readonly exchanges: readonly WireExchange[]
  /** Exchanges after as many as are kept. */
  readonly more: number
  /** No more will come. */
  readonly ended: boolean
}
