import type { Answerer } from './answer/step.ts'
import type { Caller } from './auth/arrived.ts'
import { type Identity, testIdentity } from './auth/identity.ts'
import { type GuardrailPolicy, sampleGuardrails } from './plain/guardrail-policy.ts'
import { scripted } from './scripted/scripted.ts'
import type { Operation } from './wire/route.ts'

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

export interface LocalBedrockOptions {
  /** Who answers. Default: `scripted()`. */
  readonly answerer?: Answerer
  /** Who may call. Default: `testIdentity` alone. */
  readonly identities?: readonly Identity[]
  /** The only region to take signatures for. Default: the one in the host name of a `bedrock-runtime` host, else any. */
  readonly region?: string
  /** False lets everyone in unchecked, which AWS never does. */
  readonly requireAuth?: boolean
  /** The model ids behind ARNs that hide them, such as application inference profiles. */
  readonly profiles?: Readonly<Record<string, string>>
  /** What ApplyGuardrail knows, by guardrail id. Default: `localguardrail`, which blocks "forbidden" and masks "secret". */
  readonly guardrails?: Readonly<Record<string, GuardrailPolicy>>
  /** The clock that signatures are held against, in milliseconds since 1970. */
  readonly now?: () => number
  /** Told of every call. */
  readonly onCall?: (call: LocalCall) => void
}

/** Options with every default in place. */
export type Settings = Required<Omit<LocalBedrockOptions, 'region' | 'onCall'>> & {
  readonly region: string | undefined
  readonly onCall: LocalBedrockOptions['onCall'] | undefined
}

export const settingsOf = (options: LocalBedrockOptions): Settings => ({
  answerer: options.answerer ?? scripted(),
  identities: options.identities ?? [testIdentity],
  region: options.region,
  requireAuth: options.requireAuth ?? true,
  profiles: options.profiles ?? {},
  guardrails: options.guardrails ?? sampleGuardrails,
  now: options.now ?? Date.now,
  onCall: options.onCall,
})
