import type { UIChunk } from '@x/bedrock-core/ui'
import type { Schedule } from '../frame.ts'
import type { ChatTransport, TransportRequest } from '../transport.ts'

type Step = { readonly chunks: readonly UIChunk[] } | { readonly failure: unknown } | 'end'

/** One request whose answer a test gives by hand. */
export class Exchange {
  readonly request: TransportRequest
  readonly #steps: Step[] = []
  #wake: () => void = () => {}

  constructor(request: TransportRequest) {
    this.request = request
    request.signal.addEventListener('abort', () => this.#wake())
  }

  say(...chunks: UIChunk[]): void {
    this.#add({ chunks })
  }

  end(): void {
    this.#add('end')
  }

  fail(failure: unknown): void {
    this.#add({ failure })
  }

  async *answer(): AsyncGenerator<readonly UIChunk[], void> {
    while (!this.request.signal.aborted) {
      const step = this.#steps.shift()
      if (step === undefined) await new Promise<void>((resolve) => (this.#wake = resolve))
      else if (step === 'end') return
      else if ('failure' in step) throw step.failure
      else yield step.chunks
    }
    throw this.request.signal.reason
  }

  #add(step: Step): void {
    this.#steps.push(step)
    this.#wake()
  }
}

/** A transport whose exchanges a test answers. */
export const byHand = (): ChatTransport & { readonly exchanges: Exchange[]; last(): Exchange } => {
  const exchanges: Exchange[] = []
  return {
    exchanges,
    last() {
      const exchange = exchanges.at(-1)
      if (exchange === undefined) throw new Error('nothing was sent')
      return exchange
    },
    send(request) {
      const exchange = new Exchange(request)
      exchanges.push(exchange)
      return exchange.answer()
    },
  }
}

export interface FramesByHand {
  readonly schedule: Schedule
  readonly waits: boolean
  next(): void
}

/** Frames that come when a test says so. */
export const framesByHand = (): FramesByHand => {
  let waiting: (() => void) | undefined
  return {
    schedule: (run: () => void) => {
      waiting = run
      return () => {
        if (waiting === run) waiting = undefined
      }
    },
    get waits(): boolean {
      return waiting !== undefined
    },
    next(): void {
      const run = waiting
      waiting = undefined
      run?.()
    },
  }
}

/** Lets promises that can settle do so. */
export const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

export const words = (text: string, id = '0'): UIChunk => ({ type: 'text-delta', id, delta: text })

export const opening: readonly UIChunk[] = [
  { type: 'start', messageId: 'answer' },
  { type: 'start-step' },
  { type: 'text-start', id: '0' },
]

export const closing: readonly UIChunk[] = [
  { type: 'text-end', id: '0' },
  { type: 'finish-step' },
  { type: 'finish', finishReason: 'stop', messageMetadata: { model: 'm' } },
]
