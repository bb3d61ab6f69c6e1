const comment = ': keep-alive\n\n'

/** Text that is made as it is read. */
export type NextText = () => Promise<readonly [text: string, ended: boolean]>

/**
 * A body that is pulled: a browser that stops reading stops the source, one that leaves ends it. While the source is silent
 * it says a comment every so many milliseconds.
 */
export const beatingStream = (
  next: NextText,
  leave: () => void,
  heartbeatMs = 15_000,
): ReadableStream<Uint8Array<ArrayBuffer>> => {
  const encoder = new TextEncoder()
  let beat: ReturnType<typeof setInterval> | undefined
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const say = (text: string): void => controller.enqueue(encoder.encode(text))
      beat = setInterval(() => {
        if ((controller.desiredSize ?? 0) > 0) say(comment)
      }, heartbeatMs)
      try {
        const [text, ended] = await next()
        // What throws since the browser has left is passed over by the stream.
        if (text !== '') say(text)
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
