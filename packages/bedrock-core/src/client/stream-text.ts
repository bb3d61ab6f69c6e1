import { answer } from './answer.ts'
import type { CallOptions } from './call-options.ts'
import { TextStream } from './text-stream.ts'

/**
 * Asks a model and gives the answer as it comes. Failures, those before the first byte included, are thrown to whoever
 * reads, with what had arrived in `error.partial`.
 */
export const streamText = <Options extends object>(options: CallOptions<Options>): TextStream =>
  new TextStream((signal) => answer({ options, stream: true, signal }), options.signal)
