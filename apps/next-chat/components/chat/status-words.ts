import { textOf, type UIMessage } from '@x/bedrock-core/ui'

interface State {
  readonly busy: boolean
  readonly last: UIMessage | undefined
  readonly problem: string | undefined
}

/** Whether an answer ended before the model had ended it. */
export const wasStopped = (message: UIMessage): boolean => message.metadata?.['finishReason'] === undefined

/** The one line that a screen reader hears of an answer; the text itself is read when the reader goes there. */
export const statusWords = ({ busy, last, problem }: State): string => {
  if (busy) return 'Answering…'
  if (problem !== undefined) return `Error: ${problem}`
  if (last?.role !== 'assistant') return ''
  const words = textOf(last).split(/\s+/).filter(Boolean).length
  return `${wasStopped(last) ? 'Stopped' : 'Answer finished'}, ${words} words.`
}
