import type { UIMessage } from '@x/bedrock-core/ui'
import { expect, test } from 'vitest'
import { endingOf, statusWords } from './status-words.ts'

const answer = (id: string, finishReason?: string): UIMessage => ({
  id,
  role: 'assistant',
  parts: [{ type: 'text', text: 'The sky is' }],
  ...(finishReason === undefined ? {} : { metadata: { finishReason } }),
})

test.each([
  ['ended by its model', answer('a', 'stop'), 'finished', 'Answer finished, 3 words.'],
  ['stopped, and then gone on with', answer('b', 'stop'), 'finished', 'Answer finished, 3 words.'],
  ['stopped by somebody', answer('b'), 'stopped', 'Stopped, 3 words.'],
  ['lost with its page', answer('c'), 'broke off', 'The answer broke off, 3 words.'],
] as const)('an answer %s', (_, last, ending, words) => {
  const stopped = ['b']
  expect(endingOf(last, stopped)).toBe(ending)
  expect(statusWords({ busy: false, last, problem: undefined, stopped })).toBe(words)
})

test('what is under way and what went wrong come first', () => {
  const state = { last: answer('b'), stopped: ['b'] }
  expect(statusWords({ ...state, busy: true, problem: undefined })).toBe('Answering…')
  expect(statusWords({ ...state, busy: false, problem: 'It failed.' })).toBe('Error: It failed.')
  expect(statusWords({ busy: false, problem: undefined, last: undefined, stopped: [] })).toBe('')
})
