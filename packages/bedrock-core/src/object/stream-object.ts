import type { InferSchema, Schema } from '../schema/infer.ts'
import { objectParts } from './object-parts.ts'
import { ObjectStream } from './object-stream.ts'
import type { AnyObjectOptions, ArrayOptions, DeepPartial, EnumOptions, ObjectOptions } from './options.ts'

/**
 * Asks a model for a value of a schema and gives it as it comes: `partialObjectStream`, for lists `elementStream`, at the end
 * `object`. Otherwise as `generateObject` and `streamText`; failures are thrown to whoever reads.
 */
export function streamObject<const S extends Schema, Options extends object>(
  options: ArrayOptions<S, Options>,
): ObjectStream<InferSchema<S>[], DeepPartial<InferSchema<S>>[], InferSchema<S>>
export function streamObject<const Value extends string, Options extends object>(
  options: EnumOptions<Value, Options>,
): ObjectStream<Value, Value>
export function streamObject<const S extends Schema, Options extends object>(
  options: ObjectOptions<S, Options>,
): ObjectStream<InferSchema<S>, DeepPartial<InferSchema<S>>>
export function streamObject(options: AnyObjectOptions): ObjectStream<unknown, unknown, unknown> {
  return new ObjectStream<unknown, unknown, unknown>((signal) => objectParts(options, signal), options.signal)
}
