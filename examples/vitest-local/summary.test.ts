import { claude } from '@x/bedrock-claude'
import { createBedrock } from '@x/bedrock-core'
import { mockBedrock } from '@x/bedrock-local/testing'
import { expect, test } from 'vitest'
import { summary } from './summary.ts'

const modelOf = (mock: ReturnType<typeof mockBedrock>) =>
  createBedrock({ ...mock.options, families: [claude()] })('us.anthropic.claude-sonnet-4-5-20250929-v1:0')

test('asks for one sentence', async () => {
  const mock = mockBedrock({ answers: ' Rivers flow. ' })
  expect(await summary(modelOf(mock), 'The Loire, the Rhône …')).toBe('Rivers flow.')
  mock.expectRequests({ prompt: /Loire/, system: 'Say it in one sentence.', maxTokens: 100 })
})

test('asks nothing about nothing', async () => {
  const mock = mockBedrock({ answers: [] })
  expect(await summary(modelOf(mock), ' ')).toBe('')
  mock.expectRequests()
})

test('says what failed', async () => {
  const mock = mockBedrock({ answers: [{ error: 'ThrottlingException' }] })
  await expect(summary(modelOf(mock), 'A text.')).rejects.toMatchObject({ code: 'throttled', retryable: true })
})
