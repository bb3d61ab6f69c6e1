import { BedrockError } from '../errors/bedrock-error.ts'
import type { Flight, Leg } from './flight.ts'

/** Roles alternate: neighbours of one role become one. */
const joined = (legs: readonly Leg[], { note }: Flight): Leg[] => {
  const out: { role: Leg['role']; content: Leg['content'][number][]; at: number }[] = []
  for (const { role, content, at } of legs) {
    const before = out.at(-1)
    if (before?.role === role) {
      before.content.push(...content)
      note('turns-joined', at)
    } else out.push({ role, content: [...content], at })
  }
  return out
}

/** The last turn, where the assistant is to go on with it. */
const continued = (leg: Leg, { takes, note, message }: Flight): Leg => {
  if (takes.prefill === 'refused')
    throw new BedrockError(
      'invalid-argument',
      `${message(leg.at)} is the assistant’s, and this form answers a user. Add a user message.`,
    )
  const last = leg.content.at(-1)
  if (takes.prefill !== 'trimmed' || last?.type !== 'text' || last.text.trimEnd() === last.text) return leg
  note('text-trimmed', leg.at)
  return { ...leg, content: leg.content.with(-1, { ...last, text: last.text.trimEnd() }) }
}

/** The order of turns. @throws BedrockError `invalid-argument` */
export const withTurns = (given: readonly Leg[], flight: Flight): readonly Leg[] => {
  const { takes, note } = flight
  const legs = takes.roles ? joined(given, flight) : given
  const last = legs.at(-1)
  const whole = last?.role === 'assistant' ? legs.with(-1, continued(last, flight)) : legs
  if (!takes.first || whole[0]?.role !== 'assistant') return whole
  note('user-turn-added')
  return [{ role: 'user', content: [{ type: 'text', text: '.' }], at: -1 }, ...whole]
}
