import type { ExceptionName } from '../wire/refusal.ts'

/** Where in a body: before the frame of that number, or before that byte, both from 0. A whole answer is one frame. */
export type Place = { readonly frame: number } | { readonly byte: number }

/** Something that goes wrong on purpose. */
export type Fault =
  /** Milliseconds before anything else happens. */
  | { readonly type: 'latency'; readonly ms: number }
  /** Refuses that share of all calls, from 0 to 1, as throttled; which ones follows from the seed. */
  | { readonly type: 'throttle'; readonly rate: number }
  /** An HTTP error; with a frame, an exception frame in its place and nothing after it. A whole answer has no frames. */
  | {
      readonly type: 'exception'
      readonly exception: ExceptionName
      readonly message?: string
      readonly frame?: number
    }
  /** No faster than that; tokens are estimated at four characters each. */
  | { readonly type: 'tokens-per-second'; readonly rate: number }
  /** One bit of that byte, or of the middle of that frame, is the other way round. */
  | { readonly type: 'flip'; readonly at: Place }
  /** The frame's checksum is wrong, and all else is right. */
  | { readonly type: 'checksum'; readonly frame: number }
  /** The frame claims to be 3 GiB long, and its prelude's checksum agrees. */
  | { readonly type: 'oversize'; readonly frame: number }
  /** The body ends there, as if it were whole. */
  | { readonly type: 'truncate'; readonly at: Place }
  /** Nothing more comes, and the connection stays open. */
  | { readonly type: 'stall'; readonly at: Place }
  /** The connection breaks there: on a socket by a TCP reset. */
  | { readonly type: 'reset'; readonly at: Place }
  /** The bytes come in pieces of that many, whatever the frames. */
  | { readonly type: 'rechunk'; readonly bytes: number }

export type FaultOf<Type extends Fault['type']> = Extract<Fault, { readonly type: Type }>
