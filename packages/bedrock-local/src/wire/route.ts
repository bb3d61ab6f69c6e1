import { Refusal } from './refusal.ts'

const operations = ['invoke', 'invoke-with-response-stream', 'converse', 'converse-stream'] as const

/** What is asked: the last segment of a model's path, or of a guardrail's. */
export type Operation = (typeof operations)[number] | 'count-tokens' | 'apply-guardrail'

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

export type AnyRoute = Route | CountRoute | GuardrailRoute

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

/**
 * `POST /model/{id}/{operation}` or `POST /guardrail/{id}/version/{version}/apply`; an ARN's `/` must come as `%2F`, or it
 * is another path. @throws Refusal
 */
export const routeOf = (method: string, pathname: string): AnyRoute => {
  const [, root, ...segments] = pathname.split('/')
  if (method !== 'POST') throw unknown()
  if (root === 'model') return ofModel(segments)
  if (root === 'guardrail') return ofGuardrail(segments)
  throw unknown()
}

/** The same, but undefined for what is unknown here. */
export const maybeRouteOf = (method: string, pathname: string): AnyRoute | undefined => {
  try {
    return routeOf(method, pathname)
  } catch {
    return undefined
  }
}
