import { BedrockError, type Turn } from '@x/bedrock-core/family'
import type { Warn } from '../sampling.ts'
import { type Answered, callsIn, joined, outputsOf, paired, parametersOf, plainText, resultsIn } from './results.ts'

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
}

type Part = Turn['content'][number]

const textOf = (part: Part, warn: Warn): string => {
  switch (part.type) {
    case 'text':
    case 'file':
      return plainText(part)
    case 'tool-call':
    case 'tool-result':
      warn('tool-history-as-text', 'Converse keeps it')
      return part.type === 'tool-call'
        ? `Called ${part.toolName} with ${JSON.stringify(parametersOf(part))}.`
        : `Result of ${part.toolName}: ${JSON.stringify(outputsOf(part.output))}`
    default:
      if (part.type === 'reasoning' || part.format !== 'chat') warn(`${part.type}-removed`, 'of the history')
      return ''
  }
}

const lineOf = (role: Turn['role'], parts: readonly Part[], warn: Warn): Line => ({
  role: role === 'assistant' ? 'CHATBOT' : 'USER',
  message: joined(parts.map((part) => textOf(part, warn))),
})

/** Neighbours of one role become one entry, and the user speaks first. */
const alternating = (lines: readonly Line[], warn: Warn): Line[] => {
  const history: Line[] = []
  for (const { role, message } of lines) {
    if (message === '') continue
    const before = history.at(-1)
    if (before?.role === role) history[history.length - 1] = { role, message: joined([before.message, message]) }
    else history.push({ role, message })
  }
  if (history[0]?.role === 'CHATBOT') {
    warn('user-turn-added', 'with ".", for the user must begin')
    history.unshift({ role: 'USER', message: '.' })
  }
  return history
}

/** Where the turns begin whose tool results are still to be answered: behind the user's last. */
const roundStart = (turns: readonly Turn[]): number =>
  turns.at(-1)?.role === 'tool' ? turns.findLastIndex(({ role }) => role === 'user') + 1 : turns.length

/** Sorts a prompt's turns. @throws BedrockError `unsupported`, `invalid-argument` */
export const conversationOf = (turns: readonly Turn[], warn: Warn): Conversation => {
  const start = roundStart(turns)
  const round = turns.slice(start)
  const lines = turns.flatMap(({ role, content }, index) => {
    const parts: readonly Part[] = content
    if (index < start) return [lineOf(role, parts, warn)]
    return role === 'tool'
      ? []
      : [
          lineOf(
            role,
            parts.filter(({ type }) => type !== 'tool-call'),
            warn,
          ),
        ]
  })
  const history = alternating(lines, warn)
  const results = paired(callsIn(round), resultsIn(round))
  if (results.length > 0) return { history, message: '', results }
  const last = history.pop()
  if (last?.role === 'USER') return { history, message: last.message, results }
  throw new BedrockError(
    'invalid-argument',
    'Command R’s chat form answers a user: the last turn must be the user’s, with text in it, or hold tool results. Add one.',
  )
}
