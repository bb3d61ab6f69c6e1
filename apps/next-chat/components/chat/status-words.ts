import { textOf, type UIMessage } from '@x/bedrock-core/ui'

/** How an answer stands. */
export type Ending = 'finished' | 'stopped' | 'broke off'

interface State {
  readonly busy: boolean
  readonly last: UIMessage | undefined
  readonly problem: string | undefined
  /** Answers that somebody stopped. */
  readonly stopped: readonly string[]
}

/** Whether the model ended an answer, or somebody stopped it, or neither: a failure, or a page that was left. */
export const endingOf = ({ id, metadata }: UIMessage, stopped: readonly string[]): Ending => {
  if (metadata?.['finishReason'] !== undefined) return 'finished'
  return stopped.includes(id) ? 'stopped' : 'broke off'
}

const spoken: Readonly<Record<Ending, string>> = {
  finished: 'Answer finished',
  stopped: 'Stopped',
  'broke off': 'The answer broke off',
}

/** The one line that a screen reader hears of an answer; the text itself is read when the reader goes there. */
export const statusWords = ({ busy, last, problem, stopped }: State): string => {
  if (busy) return 'Answering…'
  if (problem !== undefined) return `Error: ${problem}`
  if (last?.role !== 'assistant') return ''
  const words = textOf(last).split(/\s+/).filter(Boolean).length
  return `${spoken[endingOf(last, stopped)]}, ${words} words.`
}
