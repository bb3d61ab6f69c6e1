import type { BedrockError, InferSchema, Schema } from '@x/bedrock-core/ui'
import type { ChatStatus } from './chat-types.ts'
import { type ObjectOptions, type ObjectStore, objectOf, type PartialValue } from './create-object.ts'
import { useOwnStore } from './use-store.ts'

/** An object, how it stands, and what can be done with it. */
export interface UseObject<S extends Schema> extends Pick<ObjectStore<S>, 'submit' | 'stop' | 'clear'> {
  /** Whole and as its schema gives it once `status` is `ready`; before, a beginning of it. */
  readonly object: PartialValue<InferSchema<S>> | undefined
  readonly status: ChatStatus
  readonly error: BedrockError | undefined
}

/** An object that grows, in a component: typed by its schema, read once however long it is. */
export const useObject = <S extends Schema>(options: ObjectOptions<S>): UseObject<S> => {
  const [own, { value, status, error }] = useOwnStore(options, objectOf<S>)
  const { submit, stop, clear } = own
  return { object: value, status, error, submit, stop, clear }
}
