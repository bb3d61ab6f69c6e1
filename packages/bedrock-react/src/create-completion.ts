import type { JsonObject } from '@x/bedrock-core/ui'
import { createRun, type RunOptions, type RunSnapshot } from './create-run.ts'
import type { Store } from './store.ts'

export interface CompletionOptions extends RunOptions {
  /** The text that is there before anything is asked. */
  readonly initialCompletion?: string
  /** Told of the whole text, once it has ended well. */
  readonly onFinish?: (completion: string) => void
}

/** One text for one prompt, without React. */
export interface Completion extends Store<RunSnapshot<string>> {
  /** Posts `{ prompt }` to `api` (default `/api/completion`) and awaits the text's end. Failures are published. */
  complete(prompt: string, body?: JsonObject): Promise<void>
  /** Ends the text in progress; what has come stays. */
  stop(): void
  setCompletion(completion: string): void
}

export const completionOf = (begin: CompletionOptions, options: () => CompletionOptions): Completion => {
  const api = '/api/completion'
  const { ask, set, ...run } = createRun(
    begin.initialCompletion ?? '',
    () => ({ api, ...options() }),
    (completion) => options().onFinish?.(completion),
  )
  return {
    ...run,
    complete(prompt, body) {
      let text = ''
      const value = (): string => text
      const take = (more: string): void => {
        text += more
      }
      return ask({ ...body, prompt }, { take, value, end: value }, '')
    },
    setCompletion: set,
  }
}

/** A completion's store; the hook is `useCompletion`. */
export const createCompletion = (options: CompletionOptions = {}): Completion => completionOf(options, () => options)
