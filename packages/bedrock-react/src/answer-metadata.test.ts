import { type StreamPart, toUIResponse, type UIMessage } from '@x/bedrock-core/ui'
import { expect, test } from 'vitest'
import { answerMetadata } from './answer-metadata.ts'
import { createChat } from './create-chat.ts'

const usage = {
  inputTokens: 12,
  outputTokens: 30,
  cacheReadTokens: 2000,
  cacheWriteTokens: 7,
  reasoningTokens: 5,
  totalTokens: 2049,
  reports: [{ source: 'body', inputTokens: 12 }],
} as const

async function* answer(modelId: string): AsyncGenerator<StreamPart, void> {
  const response = { modelId, modelName: 'claude-sonnet-4-5-20250929' }
  yield { type: 'start', warnings: [], response }
  await new Promise((resolve) => setTimeout(resolve, 20))
  yield { type: 'text-start', id: '0' }
  yield { type: 'text-delta', id: '0', text: 'Hello' }
  yield { type: 'text-end', id: '0' }
  await new Promise((resolve) => setTimeout(resolve, 20))
  const said = { text: 'Hello', reasoning: '', content: [], toolCalls: [], warnings: [], usage, response }
  const finishReason = 'stop'
  yield { type: 'finish', finishReason, usage, generation: { ...said, finishReason } }
}

/** The last message of a chat whose server puts a price beside each answer. */
const answered = async (modelId: string): Promise<UIMessage> => {
  const fetch = async (): Promise<Response> =>
    toUIResponse(answer(modelId), {
      metadata: (part) => (part.type === 'finish' ? { cost: { total: 0.0123, currency: 'USD' } } : undefined),
    })
  const chat = createChat({ fetch })
  await chat.send('Hi')
  return chat.snapshot().messages[1] ?? { id: 'none', role: 'user', parts: [] }
}

test('an answer says its model, tokens, times and cost, as its server wrote them', async () => {
  const { reports: _, ...tokens } = usage
  const said = answerMetadata(await answered('us.anthropic.claude-sonnet-4-5-20250929-v1:0'))
  expect(said).toEqual({
    model: 'us.anthropic.claude-sonnet-4-5-20250929-v1:0',
    finishReason: 'stop',
    usage: tokens,
    latencyMs: expect.any(Number),
    firstDeltaMs: expect.any(Number),
    cost: { total: 0.0123, currency: 'USD' },
  })
  expect(said.firstDeltaMs).toBeGreaterThanOrEqual(15)
  expect(said.latencyMs).toBeGreaterThanOrEqual((said.firstDeltaMs ?? 0) + 15)
})

test('of a model behind an ARN the page learns its name, not the account', async () => {
  const message = await answered('arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc')
  expect(answerMetadata(message).model).toBe('claude-sonnet-4-5-20250929')
  expect(JSON.stringify(message)).not.toContain('123456789012')
})

test.each([
  ['none', undefined],
  ['another server’s', { model: 7, usage: 'many', latencyMs: '12', finishReason: null, firstDeltaMs: [1] }],
  ['another server’s tokens', { usage: { inputTokens: '12', outputTokens: null } }],
])('metadata that is %s is undefined, never something else', (_, metadata) => {
  const { usage, ...said } = answerMetadata({
    id: 'a',
    role: 'assistant',
    parts: [],
    ...(metadata === undefined ? {} : { metadata }),
  })
  expect(new Set([...Object.values(said), ...Object.values(usage)])).toEqual(new Set([undefined]))
})
