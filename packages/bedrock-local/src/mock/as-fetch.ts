import type { LocalBedrock } from '../local-bedrock.ts'
import { through } from '../wire/through.ts'

/** Rejects when the caller gives up; `done` ends the waiting. */
const givenUp = (signal: AbortSignal, done: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { signal: done }))

/** A local Bedrock as the platform's `fetch`, with its manners: an aborted call rejects, before the answer and in the middle of it. */
export const asFetch =
  ({ fetch }: LocalBedrock): ((input: string | URL | Request, init?: RequestInit) => Promise<Response>) =>
  async (input, init) => {
    const request = new Request(input, init)
    const { signal } = request
    signal.throwIfAborted()
    const done = new AbortController()
    const left = givenUp(signal, done.signal)
    // Who does not read the body never asks whether it was aborted.
    left.catch(() => undefined)
    const response = await Promise.race([fetch(request), left])
    return through(response, async function* (pieces) {
      const source = pieces[Symbol.asyncIterator]()
      try {
        for (;;) {
          const { done: ended, value } = await Promise.race([source.next(), left])
          if (ended) return
          yield value
        }
      } finally {
        done.abort()
        void source.return?.()
      }
    })
  }
