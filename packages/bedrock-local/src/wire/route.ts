import { Refusal } from './refusal.ts'

const operations = ['invoke', 'invoke-with-response-stream', 'converse', 'converse-stream'] as const

/** The last segment of the path. */
export type Operation = (typeof operations)[number]

export interface Route {
  /** Model id, inference profile id or ARN, percent-decoded. */
  readonly model: string
  readonly operation: Operation
  readonly form: 'invoke' | 'converse'
  readonly stream: boolean
}

const unknown = (): Refusal => new Refusal('UnknownOperationException', '')

const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment)
  } catch {
    throw unknown()
  }
}

/** `POST /model/{id}/{operation}`; an ARN's `/` must come as `%2F`, or it is another path. @throws Refusal */
export const routeOf = (method: string, pathname: string): Route => {
  const [, root, id, last, ...rest] = pathname.split('/')
  const operation = operations.find((candidate) => candidate === last)
  if (method !== 'POST' || root !== 'model' || !id || operation === undefined || rest.length > 0) throw unknown()
  return {
    model: decoded(id),
    operation,
    form: operation.startsWith('invoke') ? 'invoke' : 'converse',
    stream: operation.endsWith('stream'),
  }
}
