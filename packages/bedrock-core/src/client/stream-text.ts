import { BedrockError } from '../errors/bedrock-error.ts'
import type { Fold } from '../fold/fold.ts'
import type { StreamPart } from '../speech/stream-part.ts'
import type { CallOptions } from './call-options.ts'
import { open } from './exchange.ts'
import { readStream } from './read-stream.ts'
import { readWhole } from './read-whole.ts'
import { TextStream } from './text-stream.ts'

/** A failure in mid-answer carries what had arrived. */
const withPartial = (cause: unknown, fold: Fold): unknown => {
  if (!BedrockError.is(cause)) return cause
  const { code, message, status, awsName, retryAfter, retryable } = cause
  const partial = fold.partial()
  const requestId = cause.requestId ?? partial.response.requestId
  return new BedrockError(code, message, {
    cause: cause.cause,
    partial,
    retryable,
    ...(status === undefined ? {} : { status }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(awsName === undefined ? {} : { awsName }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  })
}

async function* parts<Options extends object>(
  options: CallOptions<Options>,
  signal: AbortSignal,
): AsyncGenerator<StreamPart[], void> {
  const exchange = await open(options, { stream: true }, signal)
  const { plan, fold } = exchange
  yield [{ type: 'start', warnings: plan.warnings, response: fold.partial().response }]
  try {
    if (plan.stream) return yield* readStream(exchange, signal)
    // What this model cannot stream is asked whole and given out in steps.
    const collected: StreamPart[] = []
    await readWhole(exchange, (part) => collected.push(part), signal)
    yield collected
  } catch (cause) {
    throw withPartial(cause, fold)
  }
}

/**
 * Asks a model and gives the answer as it comes. Failures, those before the first byte included, are thrown to whoever
 * reads, with what had arrived in `error.partial`.
 */
export const streamText = <Options extends object>(options: CallOptions<Options>): TextStream =>
  new TextStream((signal) => parts(options, signal), options.signal)
