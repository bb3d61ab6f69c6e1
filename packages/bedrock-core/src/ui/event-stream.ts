import type { Batches } from './batches.ts'

/** How events are numbered and kept alive. */
export interface EventStreamOptions {
  /** Events are called `<streamId>:<n>`, or `<n>`. */
  readonly streamId?: string | undefined
  /** The number of the event before the first. Default 0. */
  readonly after?: number
  /** Milliseconds between comments while the source is silent. Default 15,000. */
  readonly heartbeatMs?: number | undefined
}

/**
 * A body of server-sent events that is pulled: a browser that stops reading stops the source, one that leaves ends it.
 */
export const eventStream = (
  { next, leave }: Batches<readonly string[]>,
  { streamId, after = 0, heartbeatMs = 15_000 }: EventStreamOptions,
): ReadableStream<Uint8Array<ArrayBuffer>> => {
  const encoder = new TextEncoder()
  const prefix = streamId ? `${streamId}:` : ''
  let number = after
  let beat: ReturnType<typeof setInterval> | undefined
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const say = (text: string): void => controller.enqueue(encoder.encode(text))
      beat = setInterval(() => {
        // Comments do not pile up for a browser that does not read.
        if (controller.desiredSize) say(': keep-alive\n\n')
      }, heartbeatMs)
      try {
        const [events, ended] = await next()
        // What throws since the browser has left is passed over by the stream.
        if (events.length > 0) say(events.map((data) => `id: ${prefix}${++number}\ndata: ${data}\n\n`).join(''))
        if (ended) controller.close()
      } finally {
        clearInterval(beat)
      }
    },
    cancel() {
      clearInterval(beat)
      leave()
    },
  })
}
