import { expect, test } from 'vitest'
import { passagesOf } from './ground.ts'

test('a document is cut at its paragraphs and loses none of them', () => {
  const paragraphs = Array.from({ length: 12 }, (_, index) => `${index} ${'word '.repeat(60)}`.trim())
  const passages = passagesOf({ id: 'a', title: 'Book', text: paragraphs.join('\n\n') })
  expect(passages.length).toBeGreaterThan(2)
  expect(passages.map(({ text }) => text).join('\n\n')).toBe(paragraphs.join('\n\n'))
  expect(passages[1]).toMatchObject({ id: 'a-2', title: 'Book (2)' })
  for (const { text } of passages) expect(text.length).toBeLessThan(1000)
})

test('a short document stays whole, under its own title', () => {
  expect(passagesOf({ id: 'a', title: 'Note', text: 'One.\n\nTwo.' })).toEqual([
    { id: 'a-1', title: 'Note', text: 'One.\n\nTwo.' },
  ])
})
