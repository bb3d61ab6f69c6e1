import { BedrockError } from '../errors/bedrock-error.ts'
import type { AnyFamily } from '../family/family.ts'
import type { StreamPart } from '../speech/stream-part.ts'
import type { Send } from '../wire/http.ts'
import type { Limit } from './limit.ts'
import type { Retry } from './retry.ts'
import type { TimeoutOptions } from './watch.ts'

/** `CallMiddleware`, its calls forgotten: they hold a model, which holds its connection. */
export interface AnyMiddleware {
  readonly language?: (call: never, next: never) => AsyncGenerator<StreamPart[], void>
  readonly whole?: (call: never, next: never) => Promise<object>
}

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
  readonly timeout: TimeoutOptions | undefined
  /** Around every call, the first outermost. */
  readonly around: readonly AnyMiddleware[]
  readonly limit?: Limit | undefined
}

/** @throws BedrockError `invalid-argument` for what plain JavaScript may pass as a model */
export const connectionOf = (model: { readonly connection: Connection } | undefined): Connection => {
  if (model?.connection) return model.connection
  throw new BedrockError('invalid-argument', '`model` must be what bedrock(id) returns.')
}
