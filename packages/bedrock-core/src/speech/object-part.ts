import type { StreamPart } from './stream-part.ts'

/** One step of a streamed object: what a streamed text has, and the object so far. The text is its JSON. */
export type ObjectPart<Partial = unknown, Element = unknown> =
  | StreamPart
  /** Immutable; what did not change since the last one is the same object. */
  | { readonly type: 'object'; readonly object: Partial }
  /** One more element of a list, whole and checked. */
  | { readonly type: 'element'; readonly element: Element }
