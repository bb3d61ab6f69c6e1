import type { AnyFamily } from '../family/family.ts'
import type { Send } from '../wire/http.ts'
import type { Retry } from './retry.ts'
import type { TimeoutOptions } from './watch.ts'

/** What a model handle holds of its client. */
export interface Connection {
  readonly families: readonly AnyFamily[]
  /** @throws BedrockError `no-region`, `invalid-argument` */
  region(): Promise<string>
  /** Scheme, host and port, without a slash at the end. @throws BedrockError `invalid-argument` */
  endpoint(region: string): Promise<string>
  readonly send: Send
  readonly retry: Retry
  /** What a call's own limits stand before. */
  readonly timeout: TimeoutOptions
}
