import { isJsonObject, type Json } from '@x/bedrock-core/family'
import { Refusal } from '../wire/refusal.ts'
import type { Constraint } from './constraint.ts'

type Kind = 'text' | 'number' | 'boolean' | 'object' | 'list'

const kindOf = (value: Json): Kind => {
  if (Array.isArray(value)) return 'list'
  if (isJsonObject(value)) return 'object'
  return typeof value === 'string' ? 'text' : typeof value === 'number' ? 'number' : 'boolean'
}

/** What a JSON value must be, and how the service calls what it is turned into. */
const wanted: Readonly<Record<Exclude<Constraint['type'], 'document'>, readonly [kind: Kind, name: string]>> = {
  structure: ['object', 'a structure'],
  union: ['object', 'a structure'],
  map: ['object', 'a map'],
  list: ['list', 'a list'],
  string: ['text', 'a String'],
  blob: ['text', 'a ByteBuffer'],
  boolean: ['boolean', 'a Boolean'],
  integer: ['number', 'an Integer'],
  long: ['number', 'a Long'],
  float: ['number', 'a Float'],
  double: ['number', 'a Double'],
}

const found: Readonly<Record<'text' | 'number' | 'boolean', string>> = {
  text: 'STRING_VALUE',
  number: 'NUMBER_VALUE',
  boolean: 'TRUE_VALUE',
}

/**
 * A value of another JSON type than its shape is not read at all. The words are those of other AWS services of the same protocol; no
 * recording shows Bedrock's. @throws Refusal
 */
export const checkType = (type: Constraint['type'], value: Json): void => {
  if (type === 'document') return
  const kind = kindOf(value)
  const [expected, name] = wanted[type]
  if (kind === expected) return
  const message =
    kind === 'object'
      ? 'Start of structure or map found where not expected.'
      : kind === 'list'
        ? 'Start of list found where not expected'
        : `${value === false ? 'FALSE_VALUE' : found[kind]} can not be converted to ${name}`
  throw new Refusal('SerializationException', message)
}
