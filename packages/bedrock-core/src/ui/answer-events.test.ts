import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { answerEvents, done } from './answer-events.ts'
import type { AnswerPart } from './answer-part.ts'
import { everything } from './test/answers.ts'

const eventsOf = async (parts: readonly AnswerPart[]) => {
  const { next } = answerEvents(
    (async function* () {
      yield* parts
    })(),
    everything,
  )
  const all: string[] = []
  for (let over = false; !over; ) {
    const [events, ended] = await next()
    all.push(...events)
    over = ended
  }
  return all
}

/** Texts that look like what deltas are joined by. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('"delta":"', '\\"', '"}', 'inputTextDelta":"', ''),
)
const id = fc.constantFrom('0', '1', '"delta":"')
const delta = fc.oneof(
  fc.record({ type: fc.constantFrom('text-delta' as const, 'reasoning-delta' as const), id, text }),
  fc.record({ type: fc.constant('tool-input-delta' as const), id, delta: text }),
  fc.record({ type: fc.constantFrom('text-start' as const, 'text-end' as const), id }),
)

test.prop([fc.array(delta, { maxLength: 40 })])(
  'neighbours of one block are one event; whatever they say, nothing is lost and nothing else is joined',
  async (parts) => {
    const expected: Record<string, string>[] = []
    for (const part of parts) {
      const said =
        part.type === 'tool-input-delta'
          ? { type: part.type, toolCallId: part.id, inputTextDelta: part.delta }
          : { type: part.type, id: part.id, ...('text' in part && { delta: part.text }) }
      const last = expected.at(-1)
      const key = 'inputTextDelta' in said ? 'inputTextDelta' : 'delta'
      if (key in said && last?.['type'] === said.type && (last['id'] ?? last['toolCallId']) === part.id)
        last[key] += 'text' in part ? part.text : 'delta' in part ? part.delta : ''
      else expected.push({ ...said })
    }
    const events = await eventsOf(parts)
    expect(events.at(-1)).toBe(done)
    expect(events.slice(0, -1).map((data) => JSON.parse(data))).toEqual(expected)
  },
)
