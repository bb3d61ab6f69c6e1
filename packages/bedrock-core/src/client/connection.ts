import type { AnyFamily } from '../family/family.ts'
import type { Send } from '../wire/http.ts'

/** What a model handle holds of its client. */
export interface Connection {
  readonly families: readonly AnyFamily[]
  /** @throws BedrockError `no-region`, `invalid-argument` */
  region(): Promise<string>
  /** Scheme, host and port, without a slash at the end. @throws BedrockError `invalid-argument` */
  endpoint(region: string): Promise<string>
  readonly send: Send
}
