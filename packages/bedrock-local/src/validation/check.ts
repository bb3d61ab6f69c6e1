import type { JsonObject } from '@x/bedrock-core/family'
import { invalid } from '../wire/refusal.ts'
import { constraintOf } from './constraint.ts'
import { type Violation, violations } from './violations.ts'

/** A request, taken apart as the service model does. */
export interface Parts {
  /** By the name of the member. */
  readonly uri: Readonly<Record<string, string>>
  readonly headers: Headers
  readonly body: JsonObject
}

const outsideBody = (shape: string, { uri, headers }: Parts): Violation[] => {
  const constraint = constraintOf(shape)
  if (constraint.type !== 'structure') return []
  return Object.entries(constraint.members).flatMap(([name, reference]) => {
    const [of = '', from] = reference.split('@')
    if (from === undefined) return []
    const value = from === 'uri' ? uri[name] : headers.get(from)
    return value === undefined || value === null ? [] : violations(of, value, { path: name, fromZero: name })
  })
}

/**
 * Checks a request against the service model; all that is wrong is said at once, as the service does. One that sets no or several
 * members of a union is refused for that alone. @throws Refusal
 */
export const checkRequest = (operation: string, parts: Parts): void => {
  const shape = `${operation}Request`
  const found = [...outsideBody(shape, parts), ...violations(shape, parts.body, { path: '', fromZero: '' })]
  if (found.length === 0) return
  const members = found.flatMap((violation) => ('member' in violation ? [violation.member] : []))
  const [alone] = found.flatMap((violation) => ('alone' in violation ? [violation.alone] : []))
  if (members.length === 0 && alone !== undefined) throw invalid(alone)
  const count = members.length === 1 ? '1 validation error' : `${members.length} validation errors`
  throw invalid(`${count} detected: ${members.join('; ')}`)
}
