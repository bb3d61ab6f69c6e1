import { type Turn, type Warning, warningOf } from '@x/bedrock-core/family'
import { type Answered, callsIn, joined, outputsOf, paired, plainText, resultsIn } from './results.ts'

/** One entry of `chat_history`. */
export type Line = {
  readonly role: 'USER' | 'CHATBOT'
  readonly message: string
}

/** A prompt's turns in the places that the wire has for them. */
export interface Conversation {
  readonly history: readonly Line[]
  /** Empty where tool results are to be answered: the service refuses both at once. */
  readonly message: string
  readonly results: readonly Answered[]
  readonly warnings: Warning[]
}

type Part = Turn['content'][number]

const textOf = (part: Part): string[] => {
  if (part.type === 'text' || part.type === 'file') return [plainText(part)]
  if (part.type === 'tool-call') return [`Called ${part.toolName} with ${JSON.stringify(part.input)}.`]
  if (part.type === 'tool-result') return [`Result of ${part.toolName}: ${JSON.stringify(outputsOf(part.output))}`]
  // What this form itself said beside its text has no place in a history.
  return []
}

/** Neighbours of one role become one entry: results that are text, and the question behind them. */
const linesOf = (turns: readonly Turn[], open: number): Line[] => {
  const lines: Line[] = []
  turns.forEach((turn, index) => {
    const parts: readonly Part[] = turn.content
    const said = index < open ? parts : parts.filter(({ type }) => !type.startsWith('tool-'))
    const texts = said.flatMap(textOf)
    const role = turn.role === 'assistant' ? 'CHATBOT' : 'USER'
    const before = lines.at(-1)
    if (texts.length === 0) return
    if (before?.role === role) lines[lines.length - 1] = { role, message: joined([before.message, ...texts]) }
    else lines.push({ role, message: joined(texts) })
  })
  return lines
}

/** Sorts a prompt's turns. @throws BedrockError `unsupported` */
export const conversationOf = (turns: readonly Turn[]): Conversation => {
  // The turns behind the user's last hold the results that are still to be answered.
  const open = turns.at(-1)?.role === 'tool' ? turns.findLastIndex(({ role }) => role === 'user') + 1 : turns.length
  const history = linesOf(turns, open)
  const results = paired(callsIn(turns.slice(open)), resultsIn(turns.slice(open)))
  const message = results.length > 0 ? '' : (history.pop()?.message ?? '')
  return {
    history,
    message,
    results,
    warnings: callsIn(turns.slice(0, open)).length > 0 ? [warningOf('tool-history-as-text', 'Converse keeps it')] : [],
  }
}
