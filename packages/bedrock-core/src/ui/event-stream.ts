import { beatingStream } from './beating-stream.ts'
import type { EventBatches } from './event-batches.ts'

/** Makes server-sent events of data, numbered on from the one before the first: `<streamId>:<n>`. */
export const eventText = (streamId: string | undefined, before = 0): ((events: readonly string[]) => string) => {
  const prefix = streamId === undefined ? '' : `${streamId}:`
  let number = before
  return (events) => events.map((data) => `id: ${prefix}${++number}\ndata: ${data}\n\n`).join('')
}

/** Server-sent events of an answer. Every event has an `id` that ends with its number, counted from 1; the last is `[DONE]`. */
export const eventStream = (
  batches: EventBatches,
  streamId: string | undefined,
  heartbeatMs: number | undefined,
): ReadableStream<Uint8Array<ArrayBuffer>> => {
  const text = eventText(streamId)
  return beatingStream(
    async () => {
      const { events, ended } = await batches.next()
      return [text(events), ended]
    },
    batches.leave,
    heartbeatMs,
  )
}
