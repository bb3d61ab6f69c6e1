import { abortedError } from '../errors/aborted.ts'
import { brokenOff } from '../errors/broken-off.ts'
import type { Emit } from '../fold/block.ts'
import type { StreamPart } from '../speech/stream-part.ts'
import { createFrameReader } from '../wire/events.ts'
import { Framer } from '../wire/framer.ts'
import type { Exchange } from './exchange.ts'
import { bodyExtras, headerExtras } from './invoke-extras.ts'
import type { Watch } from './watch.ts'
import { withPartial } from './with-partial.ts'

/** Takes the bytes of one streamed answer and hands out the parts they complete. */
const createIntake = async ({
  plan,
  response,
  fold,
}: Exchange): Promise<{ take(bytes: Uint8Array, emit: Emit): void; end(emit: Emit): void }> => {
  const { format } = plan
  const framer = new Framer()
  const readFrame = await createFrameReader(format)
  const readEvent = format.reader(plan.prompt)
  const invoke = format.operation === 'invoke'
  return {
    take: (bytes, emit) =>
      framer.push(bytes, (frame) => {
        const event = readFrame(frame)
        for (const delta of readEvent(event)) fold.add(delta, emit)
        if (invoke) for (const delta of bodyExtras(event)) fold.add(delta, emit)
      }),
    end: (emit) => {
      if (!framer.empty) throw brokenOff(' in the middle of a frame')
      if (invoke) for (const delta of headerExtras(response.headers)) fold.add(delta, emit)
      fold.end(emit)
    },
  }
}

/** The next bytes, or undefined at the end. Connections break differently on each runtime: any rejection is a cut stream. */
const nextBytes = async (
  reader: ReadableStreamDefaultReader<Uint8Array>,
  { signal, arm }: Watch,
): Promise<Uint8Array | undefined> => {
  try {
    arm('idle')
    const { value } = await reader.read()
    if (!signal.aborted) return value
  } catch (cause) {
    if (!signal.aborted) throw brokenOff(': the connection was lost', cause)
  } finally {
    arm()
  }
  throw abortedError(signal)
}

/**
 * Reads a streamed answer in batches: one per piece that the network delivers. Parts that arrived before a failure are
 * given out first, then it throws.
 */
export async function* readStream(exchange: Exchange): AsyncGenerator<StreamPart[], void> {
  const { body } = exchange.response
  const { watch } = exchange
  const { signal } = watch
  if (body === null) throw brokenOff(' before its body')
  const reader = body.getReader()
  const cancel = (): void => void reader.cancel(signal.reason).catch(() => {})
  signal.addEventListener('abort', cancel, { once: true })
  let failure: unknown
  try {
    const intake = await createIntake(exchange)
    for (;;) {
      const bytes = await nextBytes(reader, watch)
      const parts: StreamPart[] = []
      const emit: Emit = (part) => parts.push(part)
      try {
        if (bytes === undefined) intake.end(emit)
        else intake.take(bytes, emit)
      } catch (cause) {
        failure = cause
      }
      if (parts.length > 0) yield parts
      if (failure) throw failure
      if (!bytes) return
    }
  } catch (cause) {
    failure = cause
    throw withPartial(cause, exchange.fold)
  } finally {
    signal.removeEventListener('abort', cancel)
    watch.close(exchange.fold, failure)
    cancel()
  }
}
