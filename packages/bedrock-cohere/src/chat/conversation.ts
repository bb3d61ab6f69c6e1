import {
  type AssistantPart,
  BedrockError,
  type ToolCallPart,
  type ToolResultPart,
  type Turn,
  type UserPart,
} from '@x/bedrock-core/family'
import type { Warn } from '../sampling.ts'
import { type Answered, outputsOf, paired, parametersOf } from './results.ts'

/** One entry of `chat_history`. */
export interface Line {
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

const textOf = (part: UserPart | AssistantPart, warn: Warn): string => {
  if (part.type === 'text') return part.text
  if (part.type === 'tool-call' || (part.type === 'raw' && part.format === 'chat')) return ''
  if (part.type === 'file')
    throw new BedrockError(
      'unsupported',
      `Command R's chat form does not take "${part.mediaType.slice(0, 80)}". Pass text as documents, or ask with bedrock(id, { via: 'converse' }).`,
    )
  warn(`${part.type}-removed`, `A ${part.type} part of the history was left out: Command R cannot read it.`)
  return ''
}

/** Blank text is refused, so it is not said. */
const joined = (texts: readonly string[]): string => texts.filter((text) => text.trim() !== '').join('\n\n')

const saidIn = (turn: Turn, warn: Warn): string =>
  turn.role === 'tool' ? '' : joined(turn.content.map((part: UserPart | AssistantPart) => textOf(part, warn)))

const callsIn = (turns: readonly Turn[]): ToolCallPart[] =>
  turns.flatMap((turn) => (turn.role === 'assistant' ? turn.content.filter((part) => part.type === 'tool-call') : []))

const resultsIn = (turns: readonly Turn[]): ToolResultPart[] =>
  turns.flatMap((turn) => (turn.role === 'tool' ? turn.content : []))

const callText = (call: ToolCallPart): string => `Called ${call.toolName} with ${JSON.stringify(parametersOf(call))}.`
const resultText = ({ toolName, output }: ToolResultPart): string =>
  `Result of ${toolName}: ${JSON.stringify(outputsOf(output))}`

/** A finished turn as an entry of the history, tool calls and results in words. */
const lineOf = (turn: Turn, warn: Warn): Line => ({
  role: turn.role === 'assistant' ? 'CHATBOT' : 'USER',
  message: joined([saidIn(turn, warn), ...callsIn([turn]).map(callText), ...resultsIn([turn]).map(resultText)]),
})

/** Neighbours of one role become one entry, and the user speaks first. */
const alternating = (lines: readonly Line[], warn: Warn): Line[] => {
  const history: Line[] = []
  for (const line of lines) {
    const before = history.at(-1)
    if (line.message === '') continue
    if (before?.role === line.role)
      history[history.length - 1] = { role: line.role, message: joined([before.message, line.message]) }
    else history.push(line)
  }
  if (history[0]?.role !== 'CHATBOT') return history
  warn('user-turn-added', 'This model wants the user to speak first; a turn with "." was put before the assistant’s.')
  return [{ role: 'USER', message: '.' }, ...history]
}

/** Where the turns begin whose tool results are still to be answered: behind the user's last. */
const roundStart = (turns: readonly Turn[]): number =>
  turns.at(-1)?.role === 'tool' ? turns.findLastIndex(({ role }) => role === 'user') + 1 : turns.length

/** Sorts a prompt's turns. @throws BedrockError `unsupported`, `invalid-argument` */
export const conversationOf = (turns: readonly Turn[], warn: Warn): Conversation => {
  const start = roundStart(turns)
  const [before, round] = [turns.slice(0, start), turns.slice(start)]
  if (callsIn(before).length + resultsIn(before).length > 0)
    warn(
      'tool-history-as-text',
      'The chat form has no place for tool calls that were answered before; they were written out as text. Converse keeps them.',
    )
  const spoken = round.map((turn): Line => ({ role: 'CHATBOT', message: saidIn(turn, warn) }))
  const history = alternating([...before.map((turn) => lineOf(turn, warn)), ...spoken], warn)
  const results = paired(callsIn(round), resultsIn(round))
  if (results.length > 0) return { history, message: '', results }
  const last = history.pop()
  if (last?.role === 'USER') return { history, message: last.message, results }
  throw new BedrockError(
    'invalid-argument',
    'Command R’s chat form answers a user: the last turn must be the user’s, with text in it, or hold tool results. Add one.',
  )
}
