import { expect, test } from 'vitest'
import { rankings } from '../components/embeddings/rankings.ts'
import { cosine } from './cosine.ts'
import { readQuestion } from './search.ts'

test.each([
  [[1, 0], [1, 0], 1],
  [[1, 0], [0, 5], 0],
  [[1, 1], [-2, -2], -1],
  [[3, 4], [4, 3], 0.96],
  [[0, 0], [1, 1], 0],
  [[], [], 0],
])('the cosine of %j and %j is %d', (left, right, expected) => {
  expect(cosine(left, right)).toBeCloseTo(expected, 12)
})

test('lines are trimmed, empty ones left out', () => {
  expect(readQuestion({ lines: ' a \n\n b\r\n', query: ' q ' })).toEqual({ lines: ['a', 'b'], query: 'q' })
})

test.each([
  [{ lines: '', query: 'q' }, '"lines" is missing'],
  [{ lines: 'a' }, '"query" is missing'],
  [{ lines: 'a', query: 'q'.repeat(301) }, 'longer than 300'],
  [{ lines: 'a\n'.repeat(97), query: 'q' }, 'more than 96 lines'],
  [{ lines: 'a'.repeat(501), query: 'q' }, 'longer than 500'],
])('a question of the wrong shape is refused', (body, words) => {
  expect(() => readQuestion(body)).toThrow(words)
})

test('both orders hold every line, and tell how far each moved', () => {
  const hit = (line: number, likeness: number, relevance: number) => ({ line, text: `${line}`, likeness, relevance })
  const { meaning, reranked } = rankings([hit(0, 0.9, 0.1), hit(1, 0.5, 0.8), hit(2, 0.1, 0.8)])
  expect(meaning.map(({ hit: { line } }) => line)).toEqual([0, 1, 2])
  expect(reranked.map(({ hit: { line }, moved }) => [line, moved])).toEqual([
    [1, 1],
    [2, 1],
    [0, -2],
  ])
})
