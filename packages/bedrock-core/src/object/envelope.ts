import { BedrockError } from '../errors/bedrock-error.ts'
import type { Schema } from '../schema/infer.ts'
import { objectRoot } from '../schema/object-root.ts'
import { type Checked, readSchema } from '../schema/read-schema.ts'
import { wrapSchema } from '../schema/wrap.ts'
import { isJsonObject, type Json, type JsonObject } from '../speech/json.ts'

/** What is asked for, whatever its type. */
export type Wanted =
  | { readonly output?: 'object' | undefined; readonly schema: Schema }
  | { readonly output: 'array'; readonly schema: Schema }
  | { readonly output: 'enum'; readonly enum: readonly string[] }

/** An answer's JSON is always an object, since no service takes another root; this is what stands in it. */
export interface Envelope {
  /** JSON Schema whose root is an object. */
  readonly json: JsonObject
  /** What was wanted, out of its wrapping, be it whole or still coming. */
  unwrap(value: Json): Json | undefined
  /** What to show of a value that is still coming. */
  partial(value: Json): Json | undefined
  validate(value: Json): Promise<Checked<unknown>>
  /** Checks one element of a list; only where a list is wanted. */
  readonly validateElement?: (element: Json) => Promise<Checked<unknown>>
}

const memberOf =
  (name: string) =>
  (value: Json): Json | undefined =>
    isJsonObject(value) ? value[name] : undefined

const validateWith =
  (unwrap: Envelope['unwrap'], validate: (value: unknown) => Promise<Checked<unknown>>) => async (value: Json) => {
    const inner = unwrap(value)
    return inner === undefined ? { issues: [{ message: 'holds no answer', path: [] }] } : validate(inner)
  }

const ofObject = (schema: Schema): Envelope => {
  const { json, validate } = readSchema(schema)
  const root = objectRoot(json)
  const unwrap = root === undefined ? memberOf('value') : (value: Json): Json => value
  return {
    json: root ?? wrapSchema(json, 'value', false),
    unwrap,
    partial: unwrap,
    validate: validateWith(unwrap, validate),
  }
}

const ofArray = (schema: Schema): Envelope => {
  const { json, validate } = readSchema(schema)
  const unwrap = memberOf('elements')
  return {
    json: wrapSchema(json, 'elements', true),
    unwrap,
    partial: unwrap,
    validateElement: validate,
    validate: validateWith(unwrap, async (value) => {
      if (!Array.isArray(value)) return { issues: [{ message: 'must be array', path: [] }] }
      const checked = await Promise.all(value.map(validate))
      const issues = checked.flatMap(({ issues: found = [] }, index) =>
        found.map(({ message, path }) => ({ message, path: [index, ...path] })),
      )
      return issues.length > 0 ? { issues } : { value: checked.map((each) => 'value' in each && each.value) }
    }),
  }
}

const ofEnum = (choices: readonly string[]): Envelope => {
  if (choices.length === 0)
    throw new BedrockError('invalid-argument', '`enum` is empty. Pass the values to choose from.')
  const unwrap = memberOf('result')
  return {
    json: wrapSchema({ type: 'string', enum: choices }, 'result', false),
    unwrap,
    // Shown once it can be only one.
    partial: (value) => {
      const begun = unwrap(value)
      const possible = typeof begun === 'string' ? choices.filter((choice) => choice.startsWith(begun)) : []
      return possible.length === 1 ? possible[0] : undefined
    },
    validate: validateWith(unwrap, async (value) =>
      choices.some((choice) => choice === value)
        ? { value }
        : { issues: [{ message: `must be one of ${JSON.stringify(choices)}`, path: [] }] },
    ),
  }
}

/** @throws BedrockError `invalid-argument` for a schema that cannot be used */
export const envelopeOf = (wanted: Wanted): Envelope => {
  if (wanted.output === 'enum') return ofEnum(wanted.enum)
  return wanted.output === 'array' ? ofArray(wanted.schema) : ofObject(wanted.schema)
}
