import { isJsonObject, type Json, type JsonObject } from '@x/bedrock-core/family'
import { type Constraint, constraintOf, type MapConstraint, type StructureConstraint } from './constraint.ts'
import { checkType } from './types.ts'

/** Where a value stands: lists count from 1, `messages.1.member.role`; the service's own rules count from 0. */
export interface Place {
  readonly path: string
  readonly fromZero: string
}

/** A message about one value, and whether it alone is the answer. */
export type Violation = { readonly member: string } | { readonly alone: string }

/** Texts and numbers are repeated in the message, unless they are sensitive; nothing else is. */
const quoted = (value: Json, hidden: boolean): string =>
  hidden || (typeof value !== 'string' && typeof value !== 'number') ? 'Value' : `Value '${value}'`

const patterns = new Map<string, RegExp>()

/** A pattern of the model must fit the whole text. */
const patternOf = (source: string): RegExp => {
  const known = patterns.get(source) ?? new RegExp(`^(?:${source})$`)
  patterns.set(source, known)
  return known
}

const sizeOf = (value: Json): number => {
  if (typeof value === 'number') return value
  if (typeof value === 'string' || Array.isArray(value)) return value.length
  return isJsonObject(value) ? Object.keys(value).length : 0
}

/** What a value breaks of its own constraint, in the service's order: values, pattern, then size (reported, litellm#19384). */
const broken = (constraint: Constraint, value: Json): readonly string[] => {
  const said: string[] = []
  if (constraint.type === 'string') {
    if (constraint.enum !== undefined && !constraint.enum.includes(String(value)))
      said.push(`Member must satisfy enum value set: [${constraint.enum.join(', ')}]`)
    if (constraint.pattern !== undefined && !patternOf(constraint.pattern).test(String(value)))
      said.push(`Member must satisfy regular expression pattern: ${constraint.pattern}`)
  }
  if (!('min' in constraint) && !('max' in constraint)) return said
  const what = typeof value === 'number' ? 'value' : 'length'
  const size = sizeOf(value)
  if (constraint.max !== undefined && size > constraint.max)
    said.push(`Member must have ${what} less than or equal to ${constraint.max}`)
  if (constraint.min !== undefined && size < constraint.min)
    said.push(`Member must have ${what} greater than or equal to ${constraint.min}`)
  return said
}

const within = (place: Place, name: string): Place => ({
  path: place.path === '' ? name : `${place.path}.${name}`,
  fromZero: place.fromZero === '' ? name : `${place.fromZero}.${name}`,
})

const item = (place: Place, at: number): Place => ({
  path: `${place.path}.${at + 1}.member`,
  fromZero: `${place.fromZero}.${at}`,
})

/** The words are from memory of reports; no recording shows them. */
const unionBroken = (shape: string, { members }: StructureConstraint, value: JsonObject, place: Place): Violation[] =>
  Object.keys(members).filter((name) => (value[name] ?? null) !== null).length === 1
    ? []
    : [
        {
          alone: `The ${shape} object at ${place.fromZero} must set one of the following keys: ${Object.keys(members).join(', ')}.`,
        },
      ]

const ofMembers = (constraint: StructureConstraint, value: JsonObject, place: Place, hidden: boolean): Violation[] =>
  Object.entries(constraint.members).flatMap(([name, shape]) => {
    if (shape.includes('@')) return []
    const member = value[name] ?? null
    if (member !== null) return violations(shape, member, within(place, name), hidden)
    return constraint.required?.includes(name)
      ? [{ member: `Value at '${within(place, name).path}' failed to satisfy constraint: Member must not be null` }]
      : []
  })

/** Of maps the service says which constraints keys or values must satisfy, all of them. */
const ofMap = (constraint: MapConstraint, value: JsonObject, { path }: Place): Violation[] => {
  const rows = [
    ['keys', constraintOf(constraint.key), Object.keys(value)],
    ['value', constraintOf(constraint.value), Object.values(value)],
  ] as const
  return rows.flatMap(([what, of, values]) => {
    const said = new Set(values.flatMap((each) => (each === undefined ? [] : broken(of, each))))
    return said.size === 0
      ? []
      : [
          {
            member: `Value at '${path}' failed to satisfy constraint: Map ${what} must satisfy constraint: [${[...said].join(', ')}]`,
          },
        ]
  })
}

/** Everything in a value that breaks the model's constraints. @throws Refusal for a value of another type than its shape */
export const violations = (shape: string, value: Json, place: Place, hidden = false): Violation[] => {
  const constraint = constraintOf(shape)
  checkType(constraint.type, value)
  const secret = hidden || constraint.sensitive === true
  const own: Violation[] = broken(constraint, value).map((what) => ({
    member: `${quoted(value, secret)} at '${place.path}' failed to satisfy constraint: ${what}`,
  }))
  if (constraint.type === 'list' && Array.isArray(value))
    return [...own, ...value.flatMap((each: Json, at) => violations(constraint.member, each, item(place, at), secret))]
  if (!isJsonObject(value)) return own
  if (constraint.type === 'map') return [...own, ...ofMap(constraint, value, place)]
  if (constraint.type === 'structure') return [...own, ...ofMembers(constraint, value, place, secret)]
  if (constraint.type !== 'union') return own
  return [...own, ...unionBroken(shape, constraint, value, place), ...ofMembers(constraint, value, place, secret)]
}
