import { generateText } from '../client/generate-text.ts'
import type { InferSchema, Schema } from '../schema/infer.ts'
import { conclude } from './conclude.ts'
import type { AnyObjectOptions, ArrayOptions, EnumOptions, ObjectOptions, ObjectResult } from './options.ts'
import { prepare } from './prepare.ts'

/**
 * Asks a model for a value of a schema (any Standard Schema, or JSON Schema), and checks it: `output: 'object'`, a list of
 * them (`'array'`), or one of several words (`'enum'`). How the model is held to the schema is chosen by what its family
 * knows of it, and told in `strategy`.
 * @throws BedrockError `invalid-object` with text, issues and usage in `partial` (see `isInvalidObject`), and what `generateText` throws
 */
export function generateObject<const S extends Schema, Options extends object>(
  options: ArrayOptions<S, Options>,
): Promise<ObjectResult<InferSchema<S>[]>>
export function generateObject<const Value extends string, Options extends object>(
  options: EnumOptions<Value, Options>,
): Promise<ObjectResult<Value>>
export function generateObject<const S extends Schema, Options extends object>(
  options: ObjectOptions<S, Options>,
): Promise<ObjectResult<InferSchema<S>>>
export async function generateObject(options: AnyObjectOptions): Promise<ObjectResult<unknown>> {
  const prepared = prepare(options, false)
  return conclude(await generateText(prepared.call), prepared)
}
