import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Turn } from '../speech/prompt.ts'
import { inTwoRoles } from './two-roles.ts'

const text = fc.string().map((words) => ({ type: 'text' as const, text: words }))
const turn: fc.Arbitrary<Turn> = fc.record({
  role: fc.constantFrom('user' as const, 'assistant' as const),
  content: fc.array(text, { maxLength: 3 }),
})
const results: fc.Arbitrary<Turn> = fc
  .array(
    fc.record({
      type: fc.constant('tool-result' as const),
      toolCallId: fc.uuid(),
      toolName: fc.constant('a'),
      output: text.map(({ text: value }) => ({ type: 'text' as const, value })),
    }),
    { maxLength: 3 },
  )
  .map((content) => ({ role: 'tool', content }))

it('writes everything in its order, no message empty, no two neighbours of one role', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(turn, results)), (turns) => {
      const messages = inTwoRoles<Turn['content'][number]>(turns, ({ content }) => content)
      expect(messages.flatMap(({ content }) => content)).toEqual(turns.flatMap(({ content }) => [...content]))
      for (const [at, { role, content }] of messages.entries()) {
        expect(content.length).toBeGreaterThan(0)
        expect(role).not.toBe(messages[at + 1]?.role)
      }
    }),
  )
})
