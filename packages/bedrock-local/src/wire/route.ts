import { Refusal } from './refusal.ts'

const operations = ['invoke', 'invoke-with-response-stream', 'converse', 'converse-stream'] as const

/** The control plane: what models and profiles there are. */
type Lookup = 'list-foundation-models' | 'get-foundation-model' | 'list-inference-profiles' | 'get-inference-profile'

/** What is asked: the last segment of a model's path, or of a guardrail's; the agent runtime's rerank; the control plane. */
export type Operation = (typeof operations)[number] | 'count-tokens' | 'apply-guardrail' | 'rerank' | Lookup

/** A model is asked to answer. */
export interface Route {
  /** Model id, inference profile id or ARN, percent-decoded. */
  readonly model: string
  readonly operation: (typeof operations)[number]
  readonly form: 'invoke' | 'converse'
  readonly stream: boolean
}

/** What would be asked of a model is counted. */
export interface CountRoute {
  readonly model: string
  readonly operation: 'count-tokens'
}

/** A guardrail is asked, and no model. */
export interface GuardrailRoute {
  readonly operation: 'apply-guardrail'
  /** Id or ARN, percent-decoded. */
  readonly guardrail: string
  readonly version: string
}

/** The agent runtime ranks; the body names the model. */
export interface RerankRoute {
  readonly operation: 'rerank'
}

/** The control plane is asked. */
export interface LookupRoute {
  readonly operation: Lookup
  /** Id or ARN, percent-decoded; '' where all are listed. */
  readonly identifier: string
}

export type AnyRoute = Route | CountRoute | GuardrailRoute | RerankRoute | LookupRoute

const unknown = (): Refusal => new Refusal('UnknownOperationException', '')

const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment)
  } catch {
    throw unknown()
  }
}

const ofModel = ([id, last, ...rest]: readonly string[]): AnyRoute => {
  if (!id || rest.length > 0) throw unknown()
  if (last === 'count-tokens') return { model: decoded(id), operation: last }
  const operation = operations.find((candidate) => candidate === last)
  if (operation === undefined) throw unknown()
  return {
    model: decoded(id),
    operation,
    form: operation.startsWith('invoke') ? 'invoke' : 'converse',
    stream: operation.endsWith('stream'),
  }
}

const ofGuardrail = ([id, between, version, last, ...rest]: readonly string[]): AnyRoute => {
  if (!id || between !== 'version' || !version || last !== 'apply' || rest.length > 0) throw unknown()
  return { operation: 'apply-guardrail', guardrail: decoded(id), version: decoded(version) }
}

const ofRerank = (rest: readonly string[]): AnyRoute => {
  if (rest.length > 0) throw unknown()
  return { operation: 'rerank' }
}

/** One named, or all of them. */
const lookup =
  (one: Lookup, all: Lookup) =>
  ([id, ...rest]: readonly string[]): AnyRoute => {
    if (id === '' || rest.length > 0) throw unknown()
    return id === undefined ? { operation: all, identifier: '' } : { operation: one, identifier: decoded(id) }
  }

/** By method and the first segment of the path. */
const roots: Readonly<Record<string, (segments: readonly string[]) => AnyRoute>> = {
  'POST model': ofModel,
  'POST guardrail': ofGuardrail,
  'POST rerank': ofRerank,
  'GET foundation-models': lookup('get-foundation-model', 'list-foundation-models'),
  'GET inference-profiles': lookup('get-inference-profile', 'list-inference-profiles'),
}

/** Which operation a path asks for; an ARN's `/` must come as `%2F`, or it is another path. @throws Refusal */
export const routeOf = (method: string, pathname: string): AnyRoute => {
  const [, root = '', ...segments] = pathname.split('/')
  const name = `${method} ${root}`
  const read = Object.hasOwn(roots, name) ? roots[name] : undefined
  if (read === undefined) throw unknown()
  return read(segments)
}

/** The same, but undefined for what is unknown here. */
export const maybeRouteOf = (method: string, pathname: string): AnyRoute | undefined => {
  try {
    return routeOf(method, pathname)
  } catch {
    return undefined
  }
}
