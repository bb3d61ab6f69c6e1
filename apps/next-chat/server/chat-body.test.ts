import { expect, test } from 'vitest'
import { readChatBody } from './chat-body.ts'
import { chatModels } from './models.ts'

const choices = chatModels('us-east-1')
const first = choices[0]?.id ?? ''
const read = (body: Parameters<typeof readChatBody>[0]) => readChatBody(body, choices, first)

test('what is left out has its default', () => {
  expect(read({})).toMatchObject({ model: { id: first }, think: false, documents: [] })
})

test('documents are taken as they are', () => {
  const documents = [{ id: 'a', title: 'Rivers', text: 'The Loire is long.' }]
  expect(read({ think: true, documents })).toMatchObject({ think: true, documents })
})

test.each([
  ['a model that is not offered', { model: 'us.amazon.nova-pro-v1:0' }],
  ['a model that is no text', { model: 7 }],
  ['documents that are no list', { documents: 'all' }],
  ['too many documents', { documents: Array.from({ length: 9 }, (_, id) => ({ id: `${id}`, title: 't', text: 't' })) }],
  ['a document without text', { documents: [{ id: 'a', title: 't', text: ' ' }] }],
  ['a document that is too long', { documents: [{ id: 'a', title: 't', text: 'x'.repeat(40_001) }] }],
  ['a document that is no object', { documents: ['text'] }],
])('%s is refused', (_, body) => {
  expect(() => read(body)).toThrow(/The chat request was refused/)
})
