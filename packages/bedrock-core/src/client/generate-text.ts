import type { Generation } from '../speech/generation.ts'
import { answer } from './answer.ts'
import type { CallOptions } from './call-options.ts'
import { TextStream } from './text-stream.ts'

/**
 * Asks a model and waits for the whole answer.
 * @throws BedrockError with the service's or the transport's failure
 */
export const generateText = async <Options extends object>(options: CallOptions<Options>): Promise<Generation> => {
  const answered = new TextStream((signal) => answer({ options, stream: false, signal }), options.signal)
  // To the very end, so that middleware has done its work when the answer is given.
  const parts = answered[Symbol.asyncIterator]()
  while (!(await parts.next()).done);
  return answered.result
}
