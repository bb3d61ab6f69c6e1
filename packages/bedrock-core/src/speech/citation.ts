import type { Json } from './json.ts'

/** Where in a source the cited words stand. Offsets are as the model counts them, end exclusive. */
export type CitationLocation =
  | { readonly type: 'characters'; readonly documentIndex: number; readonly start: number; readonly end: number }
  | { readonly type: 'pages'; readonly documentIndex: number; readonly start: number; readonly end: number }
  | { readonly type: 'chunks'; readonly documentIndex: number; readonly start: number; readonly end: number }
  | { readonly type: 'search-result'; readonly index: number; readonly start: number; readonly end: number }
  | { readonly type: 'web'; readonly url: string; readonly domain?: string }

/** A statement's source. One shape for Claude's five kinds, Converse's citations and Cohere's document ids. */
export interface Citation {
  readonly title?: string
  /** The cited document's name or address, as the model gives it. */
  readonly source?: string
  /** The source's words. */
  readonly citedText?: string
  readonly location?: CitationLocation
  /** The span of the answer's own text that this citation supports, in characters; absent: the whole text part. */
  readonly span?: { readonly start: number; readonly end: number }
  /** Ids of the supporting documents, where the model names several (Cohere). */
  readonly documentIds?: readonly string[]
  /** The wire's own object, so that the citation can be sent back unchanged. */
  readonly raw?: Json
}
