import type { Responder } from './answer/responder.ts'
import type { Answerer } from './answer/step.ts'
import { type Identity, testIdentity } from './auth/identity.ts'
import type { Fault } from './faults/fault.ts'
import { type GuardrailPolicy, sampleGuardrails } from './plain/guardrail-policy.ts'
import { scripted } from './scripted/scripted.ts'
import type { Watcher } from './watch/event.ts'
import type { LocalCall } from './watch/local-call.ts'

export interface LocalBedrockOptions {
  /** Who answers. Default: `scripted()`. */
  readonly answerer?: Answerer | Responder
  /** Who may call. Default: `testIdentity` alone. */
  readonly identities?: readonly Identity[]
  /** The only region to take signatures for. Default: the one in AWS's host name, else any. */
  readonly region?: string
  /** False lets everyone in unchecked, which AWS never does. */
  readonly requireAuth?: boolean
  /** The model ids behind ARNs that hide them, such as application inference profiles. */
  readonly profiles?: Readonly<Record<string, string>>
  /**
   * Model ids to serve besides those that AWS has, and on demand: a bare id serves its inference profiles too. Others are refused as
   * AWS refuses them.
   */
  readonly models?: readonly string[]
  /** What ApplyGuardrail knows, by guardrail id. Default: `localguardrail`, which blocks "forbidden" and masks "secret". */
  readonly guardrails?: Readonly<Record<string, GuardrailPolicy>>
  /** The clock that signatures are held against, in milliseconds since 1970. */
  readonly now?: () => number
  /** What goes wrong on purpose, besides what the header `x-local-bedrock-fault` of a request asks for. */
  readonly faults?: readonly Fault[] | ((request: Request) => readonly Fault[])
  /** Which calls a throttling rate refuses follows from this number. Default 1. */
  readonly seed?: number
  /** Told of every call when its answer is complete or refused. */
  readonly onCall?: (call: LocalCall) => void
  /** Told of every moment of every call, frames and all; keep them with `createCallLog`. */
  readonly watch?: Watcher
}

/** Options with every default in place. */
export type Settings = Required<Omit<LocalBedrockOptions, 'region' | 'onCall' | 'watch'>> & {
  readonly region: string | undefined
  readonly watch: Watcher | undefined
  readonly onCall: LocalBedrockOptions['onCall'] | undefined
}

export const settingsOf = (options: LocalBedrockOptions): Settings => ({
  answerer: options.answerer ?? scripted(),
  identities: options.identities ?? [testIdentity],
  region: options.region,
  requireAuth: options.requireAuth ?? true,
  profiles: options.profiles ?? {},
  models: options.models ?? [],
  guardrails: options.guardrails ?? sampleGuardrails,
  now: options.now ?? Date.now,
  faults: options.faults ?? [],
  seed: options.seed ?? 1,
  watch: options.watch,
  onCall: options.onCall,
})
