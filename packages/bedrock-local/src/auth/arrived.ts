import type { Identity } from './identity.ts'

/** A request as it came off the wire. */
export interface Arrived {
  readonly method: string
  readonly url: URL
  readonly headers: Headers
  readonly body: Uint8Array<ArrayBuffer>
}

/** What callers are held to. */
export interface AuthRules {
  readonly identities: readonly Identity[]
  /** The only region whose signatures are taken; without it every well-formed region is. */
  readonly region: string | undefined
  /** Milliseconds since 1970. */
  readonly now: number
}

/** Who was let in, and by what. */
export interface Caller {
  readonly identity: Identity
  /** Of the signature; a long-term key has none. */
  readonly region?: string
  readonly by: 'signature' | 'api-key' | 'short-term-api-key'
}
