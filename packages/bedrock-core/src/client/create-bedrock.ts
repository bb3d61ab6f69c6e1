import { BedrockError } from '../errors/bedrock-error.ts'
import type { AnyFamily } from '../family/family.ts'
import { checkFamilies, findFamily } from '../family/find.ts'
import type { FamilyOptions, ModelId, OptionsOf } from '../family/model-id.ts'
import { withoutSpec } from '../family/model-id.ts'
import type { Auth, Fetch, Middleware } from '../wire/http.ts'
import type { CallMiddleware } from './around.ts'
import type { Connection } from './connection.ts'
import { type EndpointOptions, endpointOf } from './endpoint.ts'
import type { LanguageModel } from './language-model.ts'
import type { Limit } from './limit.ts'
import { checkRegion } from './region.ts'
import { createRetry, type RetryOptions } from './retry.ts'
import { createSend } from './send.ts'
import type { TimeoutOptions } from './watch.ts'

export interface BedrockOptions<F extends AnyFamily> extends Omit<EndpointOptions, 'endpoint'> {
  /** Instead of AWS's own host; a function is asked once per call, and what it says beats what is said here. */
  readonly endpoint?: string | (() => EndpointOptions | Promise<EndpointOptions>)
  /** Such as `us-east-1`; a function is asked once per call. Absent: the region that came with the credentials. */
  readonly region?: string | (() => string | Promise<string>)
  /** Signs or adds a key: from `@x/bedrock-auth`. */
  readonly auth: Auth
  /** The families to serve; an id of any other is an error, at compile time too. */
  readonly families: readonly F[]
  /** Instead of the platform's `fetch`. */
  readonly fetch?: Fetch
  /** Wraps every attempt, inside retries; the first is outermost. */
  readonly middleware?: readonly Middleware[]
  /** Stands around every call, outside retries; the first is outermost. */
  readonly around?: readonly CallMiddleware[]
  /** Has every attempt wait for its turn before it is signed: what `rateLimiter` gives. */
  readonly limit?: Limit
  /**
   * Failures that may pass are tried again with growing pauses, each attempt signed anew, as long as nothing of the answer
   * has been handed out; all calls of a client share one budget. Default: three attempts. `false`: one.
   */
  readonly retry?: RetryOptions | false
  /** For calls that do not say otherwise. Default: no limits. */
  readonly timeout?: TimeoutOptions
}

type NameOf<F extends AnyFamily> = F['name']
type NamedFamily<F extends AnyFamily, Name> = F extends { readonly name: Name } ? F : never

/** Gives model handles for ids of its families. */
export interface Bedrock<F extends AnyFamily> {
  /** @throws BedrockError `unknown-family` */
  <const Id extends ModelId<F>>(id: Id, settings?: { readonly via?: string }): LanguageModel<OptionsOf<F, Id>>
  /** For ids that do not name their model (profile and deployment ARNs, ids from configuration). @throws BedrockError `unknown-family` */
  <const Name extends NameOf<F>>(
    id: string,
    settings: { readonly family: Name; readonly via?: string },
  ): LanguageModel<FamilyOptions<NamedFamily<F, Name>>>
  readonly families: readonly F[]
  /** For verbs that ask no model, such as `applyGuardrail`. */
  readonly connection: Connection
}

/** Every kind of id and ARN that the service model's `modelId` allows, and nothing that could leave its path segment. */
const modelId = /^[A-Za-z0-9](?:[A-Za-z0-9_-]|[.:/](?![.:/]))*$/

const checkModelId = (id: string): void => {
  if (
    id.length > 2048 ||
    !(modelId.test(id) || /^arn:[a-z0-9-]+:[a-z0-9-]+:[a-z0-9-]*:[0-9]*:[A-Za-z0-9_./:-]+$/.test(id))
  )
    throw new BedrockError(
      'invalid-argument',
      'The model id is not a Bedrock model id, inference profile id or ARN. Nothing was sent.',
    )
}

/**
 * Puts a region, a way to sign and some families together. Sends nothing.
 * @throws BedrockError `no-region`, `invalid-argument`
 */
export const createBedrock = <const F extends AnyFamily>(options: BedrockOptions<F>): Bedrock<F> => {
  const { families, endpoint, useFips = false, useDualStack = false } = options
  if (typeof options.auth !== 'function')
    throw new BedrockError('invalid-argument', '`auth` is missing. Pass apiKey() or sigv4().')
  const region = options.region ?? options.auth.region
  const hosts: EndpointOptions = { useFips, useDualStack, ...(typeof endpoint === 'string' ? { endpoint } : {}) }
  checkFamilies(families)
  if (typeof region !== 'function') endpointOf(checkRegion(region), hosts)
  const connection: Connection = {
    families,
    region: async () => checkRegion(typeof region === 'function' ? await region() : region),
    endpoint: async (of) =>
      endpointOf(of, typeof endpoint === 'function' ? { ...hosts, ...(await endpoint()) } : hosts),
    send: createSend(options),
    retry: createRetry(options.retry),
    timeout: options.timeout,
    around: options.around ?? [],
    limit: options.limit,
  }
  const bedrock = <Options extends object>(
    spec: string,
    settings: { readonly family?: string; readonly via?: string } = {},
  ): LanguageModel<Options> => {
    checkModelId(withoutSpec(spec))
    const found = findFamily(families, spec, settings.family)
    return { ...found, connection, via: settings.via }
  }
  return Object.assign(bedrock, { families, connection })
}
