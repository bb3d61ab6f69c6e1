import type { CallOptions } from '../client/call-options.ts'
import type { Schema } from '../schema/infer.ts'
import type { Generation } from '../speech/generation.ts'
import type { InvalidObjectError } from './invalid-object.ts'
import type { ObjectStrategy } from './object-strategy.ts'

/** What every call for an object takes: what a call for text does, but for tools. */
export interface ObjectCall<Options extends object = object>
  extends Omit<CallOptions<Options>, 'tools' | 'toolChoice' | 'responseFormat'> {
  /** 1–64 letters, digits, `_` or `-`: a hint for the model. Default `answer`. */
  readonly schemaName?: string
  /** A hint for the model. */
  readonly schemaDescription?: string
  /** How the model is held to the schema. Default: the best that it is known to have. */
  readonly strategy?: ObjectStrategy
  /**
   * A last chance for text that does not fit: gives better text, or nothing to give up. `text` is the JSON as the model wrote
   * it, which wraps what is no object in one: `{"elements":[…]}`, `{"result":"…"}`, `{"value":…}`.
   */
  readonly repair?: (failed: {
    readonly text: string
    readonly error: InvalidObjectError
  }) => string | undefined | Promise<string | undefined>
}

/** One value of the schema. */
export interface ObjectOptions<S extends Schema, Options extends object = object> extends ObjectCall<Options> {
  /** One object, as without it. */
  readonly output?: 'object'
  /** A Standard Schema (zod, valibot, arktype …) or JSON Schema. */
  readonly schema: S
}

/** A list of values of the schema. */
export interface ArrayOptions<S extends Schema, Options extends object = object> extends ObjectCall<Options> {
  /** A list. */
  readonly output: 'array'
  /** Of one element. */
  readonly schema: S
}

/** One of several words. */
export interface EnumOptions<Value extends string, Options extends object = object> extends ObjectCall<Options> {
  /** One word of `enum`. */
  readonly output: 'enum'
  /** The words to choose from. */
  readonly enum: readonly Value[]
}

export type AnyObjectOptions = ObjectOptions<Schema> | ArrayOptions<Schema> | EnumOptions<string>

/**
 * An answer and the value in it. Whichever way it was asked, `text` is the JSON as the model wrote it, and so is what
 * `replyOf` gives for the next turn.
 */
export interface ObjectResult<T> extends Generation {
  readonly object: T
  readonly strategy: ObjectStrategy
  /** `repair` gave the text that fits. */
  readonly repaired?: true
}

/** A value that is still coming: any member may be missing, any text or list cut short. */
export type DeepPartial<T> = T extends readonly (infer Item)[]
  ? DeepPartial<Item>[]
  : T extends object
    ? { [Key in keyof T]?: DeepPartial<T[Key]> }
    : T

export type { Schema }
