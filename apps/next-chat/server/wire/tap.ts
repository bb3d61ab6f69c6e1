import { AsyncLocalStorage } from 'node:async_hooks'
import { type CallMiddleware, type Fetch, type LanguageModel, withMiddleware } from '@x/bedrock-core'
import type { Recording } from './recording.ts'

const current = new AsyncLocalStorage<Recording>()

/** A `fetch` that shows what passes to the recording of the model that asks; without one it is the same `fetch`. */
export const tapped =
  (fetch: Fetch): Fetch =>
  (url, init) =>
    current.getStore()?.fetch(fetch, url, init) ?? fetch(url, init)

const counting = (recording: Recording): CallMiddleware => ({
  async *language(call, next) {
    for await (const parts of next(call)) {
      for (const part of parts) if (part.type === 'finish') recording.counted(part.usage)
      yield parts
    }
  },
})

/** The same model, its exchanges recorded: its client must have a `tapped` fetch. */
export const recorded = <Options extends object>(
  model: LanguageModel<Options>,
  recording: Recording,
): LanguageModel<Options> => {
  const counted = withMiddleware(model, counting(recording))
  const { send } = counted.connection
  return {
    ...counted,
    connection: {
      ...counted.connection,
      // Signing and fetch happen inside, so that the tap sees the signed request of each attempt.
      send: (request, context) => current.run(recording, () => send(request, context)),
    },
  }
}
