import type { Caller } from '../auth/arrived.ts'
import type { Operation } from '../wire/route.ts'

/** One call, told when its answer is complete or refused. */
export interface LocalCall {
  readonly requestId: string
  /** Absent where a guardrail was asked. */
  readonly model?: string
  readonly operation?: Operation
  /** How the caller proved itself; absent where it did not. */
  readonly by?: Caller['by']
  readonly status: number
  /** The exception sent, or `cut`. */
  readonly exception?: string
  readonly inputTokens?: number
  readonly outputTokens?: number
  readonly ms: number
}
