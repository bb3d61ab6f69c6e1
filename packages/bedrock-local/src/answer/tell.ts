import type { AnswerEnd, PromptCounts } from '../dialects/dialect.ts'
import type { ExceptionName } from '../wire/refusal.ts'
import type { Ask } from './ask.ts'
import { type BlockEvent, createBlocks, isBlockStep } from './blocks.ts'
import { sleep } from './sleep.ts'
import type { Answerer, AnswerFinish } from './step.ts'
import { TokenMeter } from './tokens.ts'

/** An answer as it goes out, streamed or whole: blocks, then how it ended. */
export type Told =
  /** `counts` is what is known of the prompt by then: the first block’s go into the head of the stream. */
  | { readonly type: 'block'; readonly event: BlockEvent; readonly counts: PromptCounts }
  | { readonly type: 'end'; readonly end: AnswerEnd }
  | { readonly type: 'exception'; readonly exception: ExceptionName; readonly message: string }
  | { readonly type: 'cut' }

export interface Telling {
  readonly ask: Ask
  readonly answerer: Answerer
  readonly toolId: (index: number) => string
  readonly inputTokens: number
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly signal: AbortSignal
}

/** Plays an answerer's steps in their time. Ends with `end`, `exception` or `cut`, or in silence when the caller has gone. */
export async function* tell({ ask, answerer, toolId, inputTokens, now, signal }: Telling): AsyncGenerator<Told> {
  const startedAt = now()
  const meter = new TokenMeter(ask.maxTokens)
  const blocks = createBlocks(toolId)
  let finish: AnswerFinish | undefined
  let called = false
  let firstByteMs: number | undefined
  let counts: PromptCounts = { inputTokens }
  let outputTokens: number | undefined
  try {
    for await (const step of answerer(ask)) {
      if (step.type === 'wait') await sleep(step.ms, signal)
      if (signal.aborted) return
      if (step.type === 'exception' || step.type === 'cut') return yield step
      if (step.type === 'finish') finish = step.reason
      if (step.type === 'usage') {
        const { type: _, outputTokens: output = outputTokens, ...said } = step
        counts = { ...counts, ...said }
        outputTokens = output
      }
      if (step.type === 'unmetered') meter.release()
      if (!isBlockStep(step)) continue
      firstByteMs ??= now() - startedAt
      called ||= step.type === 'tool-call'
      const admitted = meter.admit(step)
      if (admitted !== undefined) for (const event of blocks.take(admitted)) yield { type: 'block', event, counts }
      if (admitted !== step) {
        finish = 'length'
        break
      }
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return yield {
      type: 'exception',
      exception: 'InternalServerException',
      message: `The local answerer failed: ${why}`,
    }
  }
  for (const event of blocks.end()) yield { type: 'block', event, counts }
  const latencyMs = now() - startedAt
  yield {
    type: 'end',
    end: {
      finish: finish ?? (called ? 'tool-call' : 'end'),
      ...counts,
      outputTokens: outputTokens ?? meter.tokens,
      latencyMs,
      firstByteMs: firstByteMs ?? latencyMs,
    },
  }
}
