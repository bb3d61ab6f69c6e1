import type { CacheMark } from '../speech/content.ts'
import type { JsonObject } from '../speech/json.ts'

/** One block of a request, and the cache point wished for behind it. */
export interface Entry {
  readonly block: JsonObject
  readonly cache?: CacheMark | undefined
}

/** A turn in Converse's two roles. */
export interface EntryTurn {
  readonly role: 'user' | 'assistant'
  readonly content: readonly Entry[]
}

/** The service's name of a block's only member. */
export const memberOf = (block: JsonObject): string => Object.keys(block)[0] ?? ''

/** An entry with the part's own mark, where it has one. */
export const entry = (block: JsonObject, cache: CacheMark | undefined): Entry => ({ block, cache })
