import type { Generation } from '../speech/generation.ts'
import type { CallOptions } from './call-options.ts'
import { open } from './exchange.ts'
import { readWhole } from './read-whole.ts'

const ignore = (): void => {}

/**
 * Asks a model and waits for the whole answer.
 * @throws BedrockError with the service's or the transport's failure
 */
export const generateText = async <Options extends object>(options: CallOptions<Options>): Promise<Generation> =>
  readWhole(await open(options, { stream: false }, options.signal), ignore, options.signal)
