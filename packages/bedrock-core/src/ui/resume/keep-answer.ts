import { BedrockError } from '../../errors/bedrock-error.ts'
import { done } from '../answer-events.ts'
import type { Batches } from '../batches.ts'
import type { UIChunk } from '../chunk.ts'
import type { StreamName, StreamStore } from './stream-store.ts'

export interface KeepOptions {
  readonly store: StreamStore
  readonly stream: StreamName
  /** Milliseconds between signs of life; a wish to stop is heard as late as that. */
  readonly renewMs: number
  /** Characters. */
  readonly maxLength: number
  readonly chunksOfFailure: (cause: unknown) => readonly UIChunk[]
  readonly onError: ((error: unknown) => void) | undefined
}

type EventBatch = Awaited<ReturnType<Batches<readonly string[]>['next']>>

const lastWords = (chunks: readonly UIChunk[]): EventBatch => [
  [...chunks.map((chunk) => JSON.stringify(chunk)), done],
  true,
]

const tooLong = (maxLength: number): BedrockError =>
  new BedrockError(
    'quota-exceeded',
    `The answer has more than the ${maxLength} characters that are kept of one. Ask for less, or raise maxLength.`,
  )

const lost = (): BedrockError =>
  new BedrockError('conflict', 'The store had given this answer up: no sign of life reached it. Look for a long pause.')

/**
 * Makes an answer into a store until its end, whether somebody reads it or not. Ends early where the user stops it, where it
 * is too long, or where the store fails: in each case the call to Bedrock ends too. Never fails; `onError` is told.
 */
export const keepAnswer = async (answer: Batches<readonly string[]>, options: KeepOptions): Promise<void> => {
  const { store, stream, renewMs, maxLength, chunksOfFailure, onError } = options
  let number = 0
  let length = 0
  const said: { state: Awaited<ReturnType<StreamStore['append']>> } = { state: 'open' }
  let wake = (): void => {}

  const hear = (state: typeof said.state): void => {
    if (state === 'open') return
    said.state = state
    wake()
  }
  // One that fails is followed by another, or by an append that tells.
  const renew = (): void => void store.append(stream, number + 1, [], false).then(hear, () => {})

  /** Undefined as soon as the store wishes no more, also while the model is silent. */
  const next = (): Promise<EventBatch | undefined> =>
    new Promise((resolve) => {
      wake = () => resolve(undefined)
      answer.next().then(resolve, (cause) => resolve(lastWords(chunksOfFailure(cause))))
    })
  const bounded = (batch: EventBatch): EventBatch => {
    for (const event of batch[0]) length += event.length
    return length > maxLength ? lastWords(chunksOfFailure(tooLong(maxLength))) : batch
  }

  const beat = setInterval(renew, renewMs)
  try {
    for (let more = true; more; ) {
      const heard = await next()
      if (said.state === 'lost') throw lost()
      const [events, ended] =
        said.state === 'stopped' || heard === undefined ? lastWords([{ type: 'abort' }]) : bounded(heard)
      hear(await store.append(stream, number + 1, events, ended))
      number += events.length
      more = !ended
    }
  } catch (cause) {
    onError?.(cause)
  } finally {
    clearInterval(beat)
    answer.leave()
  }
}
