import type { UIMessage } from '@x/bedrock-core/ui'
import { expect, test } from 'vitest'
import { type Conversation, found, headOf } from './conversation.ts'

const said = (text: string): UIMessage => ({ id: text, role: 'user', parts: [{ type: 'text', text }] })
const conversation = (...texts: readonly string[]): Conversation => ({
  id: texts.join(),
  messages: texts.map(said),
  forks: {},
  model: 'm',
  documents: [],
})

test('a conversation is called by its first words, until the user names it', () => {
  const head = headOf(conversation('Why is\n the sky blue?'), undefined, 1)
  expect(head.title).toBe('Why is the sky blue?')
  expect(headOf(conversation('x'.repeat(99)), undefined, 1).title).toHaveLength(60)
  const renamed = headOf(conversation('Other'), { ...head, title: 'Sky', renamed: true }, 2)
  expect(renamed).toMatchObject({ title: 'Sky', renamed: true, updatedAt: 2 })
})

test('what is kept for the search is bounded', () => {
  expect(headOf(conversation('x'.repeat(50_000)), undefined, 1).words).toHaveLength(4000)
})

test('all words must be there, in any case and order, in the title or in what was said; the newest comes first', () => {
  const old = headOf(conversation('The Loire', 'and the Rhine'), undefined, 1)
  const young = headOf(conversation('The Rhine'), undefined, 2)
  expect(found([old, young], '')).toEqual([young, old])
  expect(found([old, young], 'RHINE loire')).toEqual([old])
  expect(found([old, young], 'rhine')).toEqual([young, old])
  expect(found([old, young], 'danube')).toEqual([])
})
