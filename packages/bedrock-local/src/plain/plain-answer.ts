import type { JsonObject } from '@x/bedrock-core/family'
import type { Settings } from '../options.ts'
import type { HeaderCounts } from '../wire/responses.ts'

/** An answer that needs no answerer: one JSON body, the same for the same request. */
export interface PlainAnswer {
  readonly body: JsonObject
  readonly counts?: HeaderCounts
}

/** What such an answer is made from. */
export interface About {
  readonly body: JsonObject
  readonly settings: Settings
  readonly query: URLSearchParams
  /** Where the caller thinks it is. */
  readonly region: string
  readonly requestId: string
  /** Milliseconds since 1970. */
  readonly startedAt: number
}
