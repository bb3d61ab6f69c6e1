import type { StreamPart } from '../speech/stream-part.ts'
import { type Ask, type LanguageCall, surrounded } from './around.ts'
import { ask, type Exchange, limitsOf } from './exchange.ts'
import { readStream } from './read-stream.ts'
import { readWhole } from './read-whole.ts'
import { createWatch } from './watch.ts'
import { withPartial } from './with-partial.ts'

type Batches = AsyncGenerator<StreamPart[], void>

/** What is asked whole is given out in steps. */
async function* inSteps(exchange: Exchange): Batches {
  const collected: StreamPart[] = []
  try {
    await readWhole(exchange, (part) => collected.push(part))
  } catch (cause) {
    throw withPartial(cause, exchange.fold)
  }
  yield collected
}

interface Begun {
  readonly first: StreamPart[]
  readonly batches: Batches
}

/** Reads up to the first parts: until there are some, nothing has been handed out and all may be asked again. */
const begin = async (exchange: Exchange): Promise<Begun> => {
  const { plan, fold } = exchange
  // Before anything is read: how the bytes were cut must not show in it.
  const start: StreamPart = { type: 'start', warnings: plan.warnings, response: fold.partial().response }
  const batches = plan.stream ? readStream(exchange) : inSteps(exchange)
  const { value } = await batches.next()
  return { first: [start, ...(value ?? [])], batches }
}

async function* parts({ options, stream, signal }: LanguageCall): Batches {
  const watch = createWatch(signal, limitsOf(options))
  watch.arm('total')
  try {
    const { first, batches } = await ask(options, { stream }, watch.signal, begin)
    try {
      yield first
      yield* batches
    } finally {
      await batches.return()
    }
  } finally {
    watch.close()
  }
}

/** Asks a model, its middleware around it, and gives the answer in batches of parts. */
export const answer: Ask = (call) => surrounded(call, parts)
