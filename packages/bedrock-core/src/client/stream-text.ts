import { BedrockError } from '../errors/bedrock-error.ts'
import { withDetails } from '../errors/with-details.ts'
import type { Fold } from '../fold/fold.ts'
import type { StreamPart } from '../speech/stream-part.ts'
import type { CallOptions } from './call-options.ts'
import { ask, type Exchange, limitsOf } from './exchange.ts'
import { readStream } from './read-stream.ts'
import { readWhole } from './read-whole.ts'
import { TextStream } from './text-stream.ts'
import { createWatch } from './watch.ts'

/** A failure in mid-answer carries what had arrived. */
const withPartial = (cause: unknown, fold: Fold): unknown => {
  if (!BedrockError.is(cause)) return cause
  const partial = fold.partial()
  const { requestId, attempts } = partial.response
  return withDetails(cause, { partial, attempts, requestId: cause.requestId ?? requestId })
}

type Batches = AsyncGenerator<StreamPart[], void>

/** What this model cannot stream is asked whole and given out in steps. */
async function* inSteps(exchange: Exchange): Batches {
  const collected: StreamPart[] = []
  await readWhole(exchange, (part) => collected.push(part))
  yield collected
}

interface Begun {
  readonly exchange: Exchange
  readonly first: StreamPart[]
  readonly batches: Batches
}

/** Reads up to the first parts: until there are some, nothing has been handed out and all may be asked again. */
const begin = async (exchange: Exchange): Promise<Begun> => {
  const { plan, fold } = exchange
  // Before anything is read: how the bytes were cut must not show in it.
  const start: StreamPart = { type: 'start', warnings: plan.warnings, response: fold.partial().response }
  const batches = plan.stream ? readStream(exchange) : inSteps(exchange)
  try {
    const { value, done } = await batches.next()
    return { exchange, first: done ? [start] : [start, ...value], batches }
  } catch (cause) {
    throw withPartial(cause, fold)
  }
}

/** One answer's parts, in the batches in which they came. */
export async function* streamParts<Options extends object>(
  options: CallOptions<Options>,
  signal: AbortSignal,
): Batches {
  const watch = createWatch(signal, limitsOf(options))
  watch.arm('total')
  try {
    const { exchange, first, batches } = await ask(options, { stream: true }, watch.signal, begin)
    try {
      yield first
      yield* batches
    } catch (cause) {
      throw withPartial(cause, exchange.fold)
    } finally {
      await batches.return()
    }
  } finally {
    watch.close()
  }
}

/**
 * Asks a model and gives the answer as it comes. Failures, those before the first byte included, are thrown to whoever
 * reads, with what had arrived in `error.partial`.
 */
export const streamText = <Options extends object>(options: CallOptions<Options>): TextStream =>
  new TextStream((signal) => streamParts(options, signal), options.signal)
