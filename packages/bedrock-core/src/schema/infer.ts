import type { Json, JsonObject } from '../speech/json.ts'
import type { StandardSchema } from './standard.ts'

/** A user's schema: any Standard Schema (zod, valibot, arktype …), or plain JSON Schema. */
export type Schema<Output = unknown> = StandardSchema<unknown, Output> | JsonObject

/** What a value is once a schema has accepted it. Plain JSON Schema is read as it stands in the code, not by reference. */
export type InferSchema<S> =
  S extends StandardSchema<unknown, infer Output> ? Output : S extends JsonObject ? InferJsonSchema<S> : unknown

/** The type that JSON Schema written as a literal describes; `Json` where it says nothing that is known here. */
export type InferJsonSchema<S> = S extends { readonly const: infer Value }
  ? Value
  : S extends { readonly enum: readonly (infer Value)[] }
    ? Value
    : S extends { readonly anyOf: readonly (infer Choice)[] }
      ? InferJsonSchema<Choice>
      : S extends { readonly oneOf: readonly (infer Choice)[] }
        ? InferJsonSchema<Choice>
        : S extends { readonly type: readonly (infer Type)[] }
          ? OfType<S, Type>
          : S extends { readonly type: infer Type }
            ? OfType<S, Type>
            : Json

/** Distributes over several types. */
type OfType<S, Type> = Type extends keyof Primitives
  ? Primitives[Type]
  : Type extends 'array'
    ? S extends { readonly items: infer Items extends JsonObject }
      ? InferJsonSchema<Items>[]
      : Json[]
    : Type extends 'object'
      ? ObjectOf<S>
      : Json

interface Primitives {
  string: string
  number: number
  integer: number
  boolean: boolean
  null: null
}

type ObjectOf<S> = S extends { readonly properties: infer Members extends JsonObject }
  ? Flat<
      { -readonly [Name in RequiredOf<S> & keyof Members]: InferJsonSchema<Members[Name]> } & {
        -readonly [Name in Exclude<keyof Members, RequiredOf<S>>]?: InferJsonSchema<Members[Name]>
      }
    >
  : S extends { readonly additionalProperties: infer Member extends JsonObject }
    ? { [name: string]: InferJsonSchema<Member> }
    : JsonObject

type RequiredOf<S> = S extends { readonly required: readonly (infer Name)[] } ? Name : never

type Flat<T> = { [Key in keyof T]: T[Key] }
