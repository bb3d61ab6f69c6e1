import {
  BedrockError,
  type InferSchema,
  type Json,
  JsonDraft,
  type JsonObject,
  type Schema,
  type StandardSchema,
} from '@x/bedrock-core/ui'
import { createRun, type RunOptions, type RunSnapshot } from './create-run.ts'
import type { Store } from './store.ts'

/** A value of which anything may still be missing. */
export type PartialValue<Value> = Value extends readonly (infer Item)[]
  ? readonly PartialValue<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]?: PartialValue<Value[Key]> }
    : Value

export interface ObjectOptions<S extends Schema = Schema> extends RunOptions {
  /** zod, valibot, arktype or another Standard Schema: types the object, and checks it when it is whole. Plain JSON Schema only types it. */
  readonly schema: S
  /** The object that is there before anything is asked. */
  readonly initialObject?: PartialValue<InferSchema<S>>
  /** The whole object, as the schema gives it. */
  readonly onFinish?: (object: InferSchema<S>) => void
}

/** An object that grows, without React. */
export interface ObjectStore<S extends Schema> extends Store<RunSnapshot<PartialValue<InferSchema<S>> | undefined>> {
  /** Posts an input to `api` (default `/api/object`) and awaits the object's end. Failures are published. */
  submit(input: JsonObject): Promise<void>
  /** Ends the object in progress; what has come stays. */
  stop(): void
  clear(): void
}

const checks = (schema: Schema): schema is StandardSchema<unknown, unknown> => '~standard' in schema

const check = async (schema: Schema, value: Json): Promise<unknown> => {
  if (!checks(schema)) return value
  const result = await schema['~standard'].validate(value)
  if (result.issues === undefined) return result.value
  const reasons = result.issues.map(({ message }) => message).join(', ')
  throw new BedrockError('malformed', `The object does not fit its schema: ${reasons}. Try again.`)
}

export const objectOf = <S extends Schema>(
  begin: ObjectOptions<S>,
  options: () => ObjectOptions<S>,
): ObjectStore<S> => {
  type Shown = PartialValue<InferSchema<S>> | undefined
  const api = '/api/object'
  const { ask, set, ...run } = createRun<Shown>(
    begin.initialObject,
    () => ({ api, ...options() }),
    (whole) => options().onFinish?.(whole as InferSchema<S>),
  )
  return {
    ...run,
    submit(input) {
      const draft = new JsonDraft({ lenient: true })
      const value = (): Shown => draft.snapshot() as Shown
      return ask(
        input,
        {
          take: (text) => draft.apply(text),
          value,
          end: async () => (await check(options().schema, draft.finish())) as Shown,
        },
        undefined,
      )
    },
    clear: () => set(undefined),
  }
}

/** An object's store; the hook is `useObject`. */
export const createObject = <S extends Schema>(options: ObjectOptions<S>): ObjectStore<S> =>
  objectOf(options, () => options)
