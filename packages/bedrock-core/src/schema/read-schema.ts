import { BedrockError } from '../errors/bedrock-error.ts'
import type { JsonObject } from '../speech/json.ts'
import type { InferSchema, Schema } from './infer.ts'
import { jsonSchema } from './json-schema.ts'
import type { StandardIssue, StandardSchema } from './standard.ts'

/** What did not fit, and where in the value: keys and indexes from its root. */
export interface SchemaIssue {
  readonly message: string
  readonly path: readonly (string | number)[]
}

export type Checked<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly SchemaIssue[] }

/** A user's schema, ready for use. */
export interface ReadSchema<Output> {
  readonly json: JsonObject
  /** Transforms and defaults of the schema have been applied to the value it gives. */
  validate(value: unknown): Promise<Checked<Output>>
}

const isStandard = (schema: Schema): schema is StandardSchema => '~standard' in schema

/** By Standard Schema's vendor word. */
const advice: Readonly<Record<string, string>> = {
  zod: 'Update zod to 4.2 or newer, or pass jsonSchema(itsJsonSchema, schema).',
  valibot: 'Pass toStandardJsonSchema(schema) from @valibot/to-json-schema.',
}

/** What models are shown. Anthropic's tools are JSON Schema 2020-12 (its SDK); draft-07 is for libraries that know no other. */
const targets = ['draft-2020-12', 'draft-07'] as const

const jsonOf = ({ '~standard': standard }: StandardSchema): JsonObject => {
  const { vendor, jsonSchema: converter } = standard
  if (converter === undefined)
    throw new BedrockError(
      'invalid-argument',
      `This ${vendor} schema cannot give its JSON Schema. ${advice[vendor] ?? 'Pass jsonSchema(itsJsonSchema, schema).'}`,
    )
  let cause: unknown
  for (const target of targets)
    try {
      // The standard promises JSON Schema; its type only says an object.
      return converter.input({ target }) as JsonObject
    } catch (failure) {
      cause ??= failure
    }
  throw new BedrockError(
    'invalid-argument',
    `This ${vendor} schema has no JSON Schema: ${cause instanceof Error ? cause.message : 'it was refused'}. Say the input in types that JSON has, or pass jsonSchema(itsJsonSchema, schema).`,
    { cause },
  )
}

const issueOf = ({ message, path = [] }: StandardIssue): SchemaIssue => ({
  message,
  // Not `path.map`: arktype's path is a kind of array of its own, and stays one.
  path: Array.from(path, (step) => {
    const key = typeof step === 'object' ? step.key : step
    return typeof key === 'number' ? key : String(key)
  }),
})

/** Gives the JSON Schema and the check of any user's schema. @throws BedrockError `invalid-argument` */
export const readSchema = <const S extends Schema>(schema: S): ReadSchema<InferSchema<S>> => {
  const standard = isStandard(schema) ? schema : jsonSchema(schema)
  return {
    json: jsonOf(standard),
    validate: async (value) => {
      const result = await standard['~standard'].validate(value)
      if (result.issues !== undefined) return { issues: result.issues.map(issueOf) }
      return { value: result.value as InferSchema<S> }
    },
  }
}
