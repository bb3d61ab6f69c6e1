import { eventStream, FrameCutter } from './frame-borders.ts'

/** Bytes on their way: frames of a stream, or pieces of anything else. */
export type Pieces = AsyncIterable<Uint8Array>

/** What changes bytes on their way. `gone` is aborted when nobody reads any more. */
export type Layer = (pieces: Pieces, gone: AbortSignal) => Pieces

async function* piecesOf(reader: ReadableStreamDefaultReader<Uint8Array>, framed: boolean): AsyncGenerator<Uint8Array> {
  const cutter = framed ? new FrameCutter() : undefined
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    if (cutter === undefined) yield value
    else yield* cutter.push(value)
  }
  const rest = cutter?.rest()
  if (rest !== undefined) yield rest
}

/** True for a response made of event-stream frames. */
export const isFramed = (response: Response): boolean =>
  response.headers.get('content-type')?.startsWith(eventStream) ?? false

/** A response whose body goes through a layer, frame by frame where it has frames. Pulled, never pushed. */
export const through = (response: Response, layer: Layer): Response => {
  const reader = response.body?.getReader()
  if (reader === undefined) return response
  const gone = new AbortController()
  const source = layer(piecesOf(reader, isFramed(response)), gone.signal)[Symbol.asyncIterator]()
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      pull: async (controller) => {
        const { done, value } = await source.next().catch((error: unknown) => {
          // A layer that fails leaves its source waiting.
          void reader.cancel(error).catch(() => undefined)
          throw error
        })
        if (done) controller.close()
        else controller.enqueue(new Uint8Array(value))
        // A layer may end before its source does.
        if (done) await reader.cancel()
      },
      cancel: async (reason) => {
        gone.abort()
        await reader.cancel(reason)
        // Not waited for: where a layer waits for bytes, it ends by the cancelling.
        void source.return?.(undefined)
      },
    },
    { highWaterMark: 0 },
  )
  const { status, headers } = response
  return new Response(body, { status, headers })
}
