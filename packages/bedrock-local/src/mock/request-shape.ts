import type { Json } from '@x/bedrock-core/family'
import { canonical } from '../replay/difference.ts'
import type { MockRequest } from './mock-answer.ts'

/** What is expected of a request; what is left out may be anything. Of objects only the members named are looked at. */
export interface RequestShape {
  readonly prompt?: string | RegExp
  readonly model?: string | RegExp
  readonly operation?: MockRequest['operation']
  readonly stream?: boolean
  readonly system?: string | RegExp
  /** The names of the tools offered, in their order. */
  readonly tools?: readonly string[]
  readonly toolChoice?: MockRequest['toolChoice']
  readonly reasoning?: boolean
  readonly maxTokens?: number
  /** Part of the body as it went over the wire. */
  readonly body?: Json
}

const holds = (whole: Json | undefined, part: Json | undefined): boolean => {
  if (Array.isArray(part))
    return Array.isArray(whole) && whole.length === part.length && part.every((one: Json, at) => holds(whole[at], one))
  if (typeof part !== 'object' || part === null) return canonical(whole) === canonical(part)
  if (typeof whole !== 'object' || whole === null || Array.isArray(whole)) return false
  const members = new Map(Object.entries(whole))
  return Object.entries(part).every(([key, member]) => holds(members.get(key), member))
}

const fits = (value: Json | undefined, wanted: Json | RegExp | undefined): boolean =>
  wanted instanceof RegExp ? typeof value === 'string' && wanted.test(value) : holds(value, wanted)

const saidIn = (request: MockRequest, key: keyof RequestShape): Json | undefined =>
  key === 'tools' ? request.tools.map(({ name }) => name) : request[key]

const keys = [
  'prompt',
  'model',
  'operation',
  'stream',
  'system',
  'tools',
  'toolChoice',
  'reasoning',
  'maxTokens',
  'body',
] as const satisfies readonly (keyof RequestShape)[]

const shown = (value: Json | RegExp | undefined): string =>
  value instanceof RegExp ? String(value) : (JSON.stringify(value) ?? 'nothing')

/** What is not as expected, a line each; empty where all is. */
export const unlike = (request: MockRequest, shape: RequestShape): readonly string[] =>
  keys.flatMap((key) => {
    const wanted = shape[key]
    if (wanted === undefined || fits(saidIn(request, key), wanted)) return []
    return [`${key} is ${shown(saidIn(request, key))}, not ${shown(wanted)}`]
  })
