import { limitsOf } from '../client/exchange.ts'
import type { LanguageModel } from '../client/language-model.ts'
import { createWatch } from '../client/watch.ts'
import { BedrockError } from '../errors/bedrock-error.ts'
import type { StreamPart } from '../speech/stream-part.ts'
import { withMiddleware } from './with-middleware.ts'

type Ended = Extract<StreamPart, { readonly type: 'text-end' | 'reasoning-end' | 'tool-input-end' }>
const endings: Readonly<Record<string, Ended['type']>> = {
  'text-start': 'text-end',
  'reasoning-start': 'reasoning-end',
  'tool-input-start': 'tool-input-end',
}

/** Follows what has been handed out. Blocks do not cross: one is open at a time. */
class HandedOut {
  #open: Ended | undefined
  /** Nobody can take back what a tool may have done. */
  final = false
  begun = false

  see(parts: readonly StreamPart[]): void {
    this.begun = true
    for (const part of parts) {
      const ending = endings[part.type]
      if (ending !== undefined && 'id' in part) this.#open = { type: ending, id: part.id }
      else if (part.type === this.#open?.type) this.#open = undefined
      else if (part.type === 'tool-call' || part.type === 'finish') this.final = true
    }
  }

  close(): StreamPart[] {
    return this.#open === undefined ? [] : [this.#open]
  }
}

export interface RestartingOptions {
  /** How often an answer may be begun anew. Default 1. */
  readonly times?: number
}

/**
 * A model whose streamed answers are asked anew when they break off after parts had been handed out. The reader gets a
 * `restart` part and must forget all that came before it; what is said anew may differ, and both are billed. Only for
 * readers of parts: `textStream` and `toUIResponse`, which cannot take anything back, fail with the error of the break.
 * Nothing is asked anew once a whole tool call has been handed out.
 */
export const restarting = <Options extends object>(
  model: LanguageModel<Options>,
  { times = 1 }: RestartingOptions = {},
): LanguageModel<Options> =>
  withMiddleware(model, {
    async *language(call, next) {
      const watch = createWatch(call.signal, limitsOf(call.options))
      watch.arm('total')
      try {
        for (let left = times; ; left -= 1) {
          const out = new HandedOut()
          try {
            for await (const parts of next({ ...call, signal: watch.signal })) {
              out.see(parts)
              yield parts
            }
            return
          } catch (cause) {
            const may = out.begun && !out.final && left > 0 && !watch.signal.aborted
            if (!may || !BedrockError.is(cause) || !cause.retryable) throw cause
            yield [...out.close(), { type: 'restart', error: cause }]
          }
        }
      } finally {
        watch.close()
      }
    },
  })
