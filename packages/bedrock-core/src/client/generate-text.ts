import type { Generation } from '../speech/generation.ts'
import type { CallOptions } from './call-options.ts'
import { ask, limitsOf } from './exchange.ts'
import { readWhole } from './read-whole.ts'
import { createWatch } from './watch.ts'

const ignore = (): void => {}

/**
 * Asks a model and waits for the whole answer.
 * @throws BedrockError with the service's or the transport's failure
 */
export const generateText = async <Options extends object>(options: CallOptions<Options>): Promise<Generation> => {
  const watch = createWatch(options.signal, limitsOf(options))
  watch.arm('total')
  try {
    return await ask(options, { stream: false }, watch.signal, (exchange) => readWhole(exchange, ignore))
  } finally {
    watch.close()
  }
}
