import type { Generation, Message, ToolCallPart } from '@x/bedrock-core'
import type { StreamPart } from '@x/bedrock-core/ui'
import { expect, test } from 'vitest'
import { answer } from './answer.ts'
import { startLocalBedrockIfNeeded } from './local-bedrock.ts'
import { modelLabel } from './model.ts'
import { hasCredentials, placeOf } from './place.ts'

test.each([
  ['us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'Claude Sonnet 4.5'],
  ['anthropic.claude-opus-4-1-20250805-v1:0', 'Claude Opus 4.1'],
  ['anthropic.claude-3-haiku-20240307-v1:0', 'Claude Haiku 3'],
  ['arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc', 'Claude'],
])('%s is shown as %s', (id, label) => {
  expect(modelLabel(id)).toBe(label)
})

test.each([
  [{}, false],
  [{ AWS_ACCESS_KEY_ID: 'AKIA' }, false],
  [{ AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: ' ' }, false],
  [{ AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: 'hunter2' }, true],
  [{ AWS_BEARER_TOKEN_BEDROCK: 'hunter2' }, true],
])('credentials in %j: %s', (environment, expected) => {
  expect(hasCredentials(environment)).toBe(expected)
})

test('with credentials no local Bedrock starts, and the page names the region and no secret', async () => {
  const environment = { AWS_BEARER_TOKEN_BEDROCK: 'hunter2', AWS_REGION: 'eu-west-1' }
  await startLocalBedrockIfNeeded(environment)
  expect(environment).toEqual({ AWS_BEARER_TOKEN_BEDROCK: 'hunter2', AWS_REGION: 'eu-west-1' })
  const place = placeOf(environment)
  expect(place).toMatchObject({ simulated: false, label: 'AWS · eu-west-1' })
  expect(JSON.stringify(place)).not.toContain('hunter2')
})

const call: ToolCallPart = { type: 'tool-call', toolCallId: 't1', toolName: 'weather', input: { city: 'Lisbon' } }

const finish = (toolCalls: readonly ToolCallPart[]): StreamPart => {
  const generation: Generation = {
    text: '',
    reasoning: '',
    content: toolCalls,
    toolCalls,
    finishReason: toolCalls.length > 0 ? 'tool-calls' : 'stop',
    usage: { reports: [] },
    warnings: [],
    response: { modelId: 'm' },
  }
  return { type: 'finish', finishReason: generation.finishReason, usage: generation.usage, generation }
}

const scripted = (turns: readonly (readonly ToolCallPart[])[]) => {
  const asked: (readonly Message[])[] = []
  async function* ask(messages: readonly Message[]): AsyncGenerator<StreamPart> {
    asked.push(messages)
    yield finish(turns[asked.length - 1] ?? [call])
  }
  return { ask, asked }
}

const partsOf = async (ask: Parameters<typeof answer>[0]) => {
  const types: string[] = []
  for await (const part of answer(ask, [{ role: 'user', content: 'hi' }])) types.push(part.type)
  return types
}

test('a called tool runs, and the model is asked again with its result', async () => {
  const { ask, asked } = scripted([[call], []])
  expect(await partsOf(ask)).toEqual(['tool-result', 'finish'])
  expect(asked[1]?.map(({ role }) => role)).toEqual(['user', 'assistant', 'tool'])
  expect(JSON.stringify(asked[1]?.at(-1))).toContain('Lisbon')
})

test.each([
  [{ ...call, toolName: 'constructor' }, 'There is no such tool.'],
  [{ ...call, input: '{"ci', invalid: true } as const, 'The input is not JSON.'],
  [{ ...call, input: { city: 7 } }, 'Say which city.'],
])('what cannot run tells the model so: %j', async (wrong, words) => {
  const { ask, asked } = scripted([[wrong], []])
  await partsOf(ask)
  expect(JSON.stringify(asked[1]?.at(-1))).toContain(words)
})

test('a model that calls tools without end is stopped after five answers', async () => {
  const { ask, asked } = scripted([])
  expect((await partsOf(ask)).at(-1)).toBe('finish')
  expect(asked).toHaveLength(5)
})
