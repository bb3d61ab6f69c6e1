import type { BedrockError } from '@x/bedrock-core/ui'
import type { ChatStatus } from './chat-types.ts'
import { type Completion, type CompletionOptions, completionOf } from './create-completion.ts'
import { useOwnStore } from './use-store.ts'

/** A text, how it stands, and what can be done with it. */
export interface UseCompletion extends Pick<Completion, 'complete' | 'stop' | 'setCompletion'> {
  readonly completion: string
  readonly status: ChatStatus
  readonly error: BedrockError | undefined
}

/** One text for one prompt, in a component. Re-renders at most once a frame while it grows; leaving stops it. */
export const useCompletion = (options: CompletionOptions = {}): UseCompletion => {
  const [own, { value, status, error }] = useOwnStore(options, completionOf)
  const { complete, stop, setCompletion } = own
  return { completion: value, status, error, complete, stop, setCompletion }
}
