import type { UIMessage } from '@x/bedrock-core/ui'
import { expect, test } from 'vitest'
import { answerFacts, dollars, totalsOf } from './answer-facts.ts'
import { markdownOf } from './export.ts'

const answer: UIMessage = {
  id: 'b',
  role: 'assistant',
  parts: [{ type: 'text', text: 'Long, *very* long.' }],
  metadata: {
    model: 'anthropic.claude',
    usage: { inputTokens: 1200, outputTokens: 30, cacheReadTokens: 400 },
    latencyMs: 1234,
    firstDeltaMs: 300,
    cost: { total: 0.0042, currency: 'USD' },
  },
}

const question: UIMessage = {
  id: 'a',
  role: 'user',
  parts: [
    { type: 'file', mediaType: 'application/pdf', filename: 'rivers.pdf', url: 'data:application/pdf;base64,AA==' },
    { type: 'text', text: 'How long?' },
  ],
}

test('a conversation is exported with names of files and no content of theirs', () => {
  expect(markdownOf('Rivers', [question, answer])).toBe(
    '# Rivers\n\n## You\n\n*Attached: rivers.pdf*\n\nHow long?\n\n## anthropic.claude\n\nLong, *very* long.',
  )
})

test('what an answer took is told in words', () => {
  expect(answerFacts(answer)).toBe(
    '1.2 s · first word after 0.3 s · 1,200 tokens in · 400 read from cache · 30 out · ≈ $0.0042',
  )
})

test('a conversation’s answers are summed, and those without a price are counted', () => {
  const free: UIMessage = { ...answer, metadata: { usage: { inputTokens: 1, outputTokens: 2 } } }
  expect(totalsOf([question, answer, free])).toEqual({
    answers: 2,
    inputTokens: 1201,
    outputTokens: 32,
    cacheReadTokens: 400,
    cacheWriteTokens: 0,
    latencyMs: 1234,
    cost: 0.0042,
    unpriced: 1,
  })
})

test.each([
  [1.239, '$1.24'],
  [0.01, '$0.01'],
  [0.00123, '$0.0012'],
])('%d is %s', (sum, words) => {
  expect(dollars(sum)).toBe(words)
})
