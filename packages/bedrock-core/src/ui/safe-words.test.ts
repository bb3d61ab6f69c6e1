import { expect, test } from 'vitest'
import { BedrockError, type BedrockErrorCode } from '../errors/bedrock-error.ts'
import { safeError } from './safe-words.ts'

/** What each code means to whoever sits before the page; a new code wants its row. */
const meanings: Readonly<Record<BedrockErrorCode, RegExp>> = {
  'invalid-argument': /cannot take this request/,
  unsupported: /cannot take this request/,
  validation: /cannot take this request/,
  'unknown-family': /not set up correctly/,
  'no-region': /not set up correctly/,
  'no-credentials': /not set up correctly/,
  'broken-credentials': /not set up correctly/,
  'access-denied': /not set up correctly/,
  'invalid-credentials': /not set up correctly/,
  'expired-credentials': /not set up correctly/,
  'invalid-signature': /not set up correctly/,
  'expired-signature': /not set up correctly/,
  'not-found': /not set up correctly/,
  'context-overflow': /too long. Please start a new one/,
  'quota-exceeded': /is busy/,
  throttled: /is busy/,
  unavailable: /is busy/,
  'model-not-ready': /is busy/,
  conflict: /is busy/,
  'model-timeout': /could not answer/,
  timeout: /could not answer/,
  network: /could not answer/,
  aborted: /could not answer/,
  truncated: /could not answer/,
  corrupt: /could not answer/,
  malformed: /could not answer/,
  'invalid-object': /could not answer/,
  'model-error': /could not answer/,
  'server-error': /could not answer/,
  unknown: /could not answer/,
}

const codes = Object.keys(meanings) as BedrockErrorCode[]

test.each(codes)('%s is told in safe words', (code) => {
  const { errorText, ...data } = safeError(new BedrockError(code, 'at arn:aws:bedrock', { retryAfter: 2 }))
  expect(errorText).toMatch(meanings[code])
  expect(errorText).not.toContain('arn')
  expect(data).toMatchObject({ code, retryAfter: 2 })
})

test('whatever is no error of ours could not answer', () => {
  expect(safeError(new Error('secret'))).toEqual({
    code: 'unknown',
    errorText: 'The assistant could not answer. Please try again.',
    retryable: false,
  })
})

test('a code of another version is told as a failure', () => {
  expect(safeError(new BedrockError('melted' as BedrockErrorCode, '')).errorText).toMatch(/could not answer/)
})
