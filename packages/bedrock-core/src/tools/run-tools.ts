import { TextStream } from '../client/text-stream.ts'
import { checkRun, type ToolRunOptions } from './options.ts'
import { run } from './run.ts'
import type { ToolRun, ToolRunPart, ToolSet, ToolStep } from './tool-set.ts'

/** A run of several steps as it comes: what `streamText` gives, with what the tools did, and the steps. */
export class ToolStream<Tools extends ToolSet = ToolSet> extends TextStream<ToolRunPart<Tools>, ToolRun<Tools>> {
  /** Every step, once the run has ended. Rejects with what iterating throws. */
  get steps(): Promise<readonly ToolStep<Tools>[]> {
    return this.result.then(({ steps }) => steps)
  }
}

/**
 * Asks a model, runs the tools it calls, and asks again with their results until it calls none, or one that waits for
 * somebody. Read it as it comes, or only its `result`. A tool's failure is told to the model and given as `tool-error`; any
 * other is thrown to whoever reads, with the steps so far in `error.partial`.
 * @throws BedrockError `invalid-argument`
 */
export function runTools<const Tools extends ToolSet, Options extends object>(
  options: ToolRunOptions<Tools, Options>,
): ToolStream<Tools>
export function runTools(options: ToolRunOptions<ToolSet>): ToolStream {
  checkRun(options)
  return new ToolStream((signal) => run(options, signal), options.signal)
}
