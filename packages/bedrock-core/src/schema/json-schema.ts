import type { JsonObject } from '../speech/json.ts'
import { checkJson } from './check-json.ts'
import type { InferJsonSchema } from './infer.ts'
import type { StandardResult, StandardSchema } from './standard.ts'

/** Says whether a value fits, as Standard Schema's `validate` does: `{ value }` or `{ issues }`. */
export type Validate<Output> = (value: unknown) => StandardResult<Output> | Promise<StandardResult<Output>>

/**
 * A schema from JSON Schema (2020-12 or draft-07). The type is read from a literal, or named: `jsonSchema<Person>(…)`.
 * Values are checked by `validate`, a function or another schema that has no JSON Schema of its own; without it against
 * the JSON Schema itself: its types, members, items, unions, references, bounds and patterns, but no `format`, `not` or
 * conditions.
 */
export function jsonSchema<const S extends JsonObject>(schema: S): StandardSchema<unknown, InferJsonSchema<S>>
export function jsonSchema<Output>(
  schema: JsonObject,
  validate?: Validate<Output> | StandardSchema<unknown, Output>,
): StandardSchema<unknown, Output>
export function jsonSchema(
  schema: JsonObject,
  validate: Validate<unknown> | StandardSchema = (value) => checkJson(schema, value),
): StandardSchema {
  return {
    '~standard': {
      version: 1,
      vendor: 'json-schema',
      validate: '~standard' in validate ? validate['~standard'].validate : validate,
      jsonSchema: { input: () => schema },
    },
  }
}
