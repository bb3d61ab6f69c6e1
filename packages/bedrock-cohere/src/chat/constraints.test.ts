import { BedrockError } from '@x/bedrock-core'
import type { JsonObject } from '@x/bedrock-core/family'
import { checked } from '@x/bedrock-core/testing'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { anyCoherePrompt } from '../test/any-cohere-prompt.ts'
import { violations } from '../test/constraints.ts'
import { model } from '../test/fixtures.ts'
import { chat } from './format.ts'

it('every body obeys the documented constraints, or is refused by name', () => {
  let written = 0
  let refused = 0
  fc.assert(
    fc.property(anyCoherePrompt, (prompt) => {
      let body: JsonObject
      try {
        body = JSON.parse(JSON.stringify(checked(chat).encode(prompt, model).body))
      } catch (failure) {
        expect(BedrockError.is(failure) && failure.code).toBe('invalid-argument')
        refused += 1
        return
      }
      expect(violations(body)).toEqual([])
      written += 1
    }),
    { numRuns: 5000 },
  )
  expect(written).toBeGreaterThan(1000)
  expect(refused).toBeGreaterThan(100)
})

it.each<[string, JsonObject]>([
  ['a key of its own', { message: 'Hi', stream: true }],
  ['p of 1', { message: 'Hi', p: 1 }],
  [
    'both a message and results',
    {
      message: 'Hi',
      tools: [{ name: 'a', description: 'A' }],
      tool_results: [{ call: { name: 'a', parameters: {} }, outputs: [{}] }],
    },
  ],
  ['the chatbot first', { message: 'Hi', chat_history: [{ role: 'CHATBOT', message: 'Ho' }] }],
  ['nothing said', { message: ' ' }],
])('the constraints find %s', (_, body) => expect(violations(body)).not.toEqual([]))
