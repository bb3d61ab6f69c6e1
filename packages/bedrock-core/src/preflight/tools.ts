import { BedrockError } from '../errors/bedrock-error.ts'
import type { ToolCallPart, ToolResultPart } from '../speech/content.ts'
import { createCallIds } from './call-ids.ts'
import type { Flight, Leg, Part } from './flight.ts'

/** A call, and what came of it. */
interface Call {
  readonly part: ToolCallPart
  readonly round: Round
  result?: ToolResultPart
}

/** A turn with its calls, and those of them that have results, in the order of the results. */
interface Round {
  readonly role: Leg['role']
  readonly at: number
  readonly calls: Call[]
  readonly answered: Call[]
  content: readonly Part[]
  resultsAt?: number
}

const renamed = <Value extends ToolCallPart | ToolResultPart>(part: Value, toolCallId: string): Value =>
  part.toolCallId === toolCallId ? part : { ...part, toolCallId }

/** A result whose call is gone becomes the user's words. */
const wordsOf = ({ toolName, output: { type, value } }: ToolResultPart): Part[] => {
  const said = type === 'content' ? '' : typeof value === 'string' ? value : JSON.stringify(value)
  return [{ type: 'text', text: `Result of ${toolName}: ${said}` }, ...(type === 'content' ? value : [])]
}

const unanswered = ({ part: { toolCallId, toolName } }: Call): ToolResultPart => ({
  type: 'tool-result',
  toolCallId,
  toolName,
  output: { type: 'error-text', value: 'The call was not answered.' },
})

/**
 * Every call with one result right behind its turn, every result behind its call.
 * @throws BedrockError `invalid-argument` where the last turn's calls have no results
 */
export const withTools = (legs: readonly Leg[], flight: Flight): readonly Leg[] => {
  const { note, message } = flight
  const idOf = createCallIds(flight)
  /** By the id that the caller gave: the newest call counts. */
  const known = new Map<string, Call>()
  const rounds: Round[] = []

  const call = (given: ToolCallPart, round: Round): Part => {
    const part = renamed(given, idOf(given.toolCallId, round.at))
    const own = { part, round }
    known.set(given.toolCallId, own)
    round.calls.push(own)
    return part
  }

  const result = (given: ToolResultPart, at: number): Part[] => {
    const own = known.get(given.toolCallId)
    if (!own) {
      note('tool-result-as-text', at)
      return wordsOf(given)
    }
    const { round, part } = own
    if (own.result) note('tool-result-removed', at)
    else round.answered.push(own)
    if (round !== rounds.at(-1)) note('tool-result-moved', at)
    own.result = renamed(given, part.toolCallId)
    round.resultsAt ??= at
    return []
  }

  for (const { role, content, at } of legs) {
    const round: Round = { role: role === 'tool' ? 'user' : role, at, calls: [], answered: [], content: [] }
    round.content = content.flatMap((part): Part | Part[] =>
      part.type === 'tool-call' ? call(part, round) : part.type === 'tool-result' ? result(part, at) : part,
    )
    if (round.content.length > 0) rounds.push(round)
  }

  return rounds.flatMap((round): Leg[] => {
    const { role, content, at, calls, answered, resultsAt = at } = round
    const leg = { role, content, at }
    if (calls.length === 0) return [leg]
    const open = calls.filter((own) => !own.result)
    if (open.length > 0) {
      if (round === rounds.at(-1))
        throw new BedrockError(
          'invalid-argument',
          `${message(at)} calls tools without results: ${open.map(({ part }) => part.toolName).join(', ')}. Add a tool message with their results.`,
        )
      note('tool-result-added', at)
    }
    const results = [...answered.flatMap((own) => own.result ?? []), ...open.map(unanswered)]
    return [leg, { role: 'tool', content: results, at: resultsAt }]
  })
}
