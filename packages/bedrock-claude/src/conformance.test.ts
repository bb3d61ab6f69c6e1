import type { Prompt } from '@x/bedrock-core/family'
import { type FamilyFixture, routingTable, testFamily } from '@x/bedrock-core/testing'
import { describe, expect, it } from 'vitest'
import { claude } from './claude.ts'
import { claudeCompletion } from './completion.ts'
import type { ClaudeOptions } from './options.ts'
import { converseAnswer, converseEvents, nativeAnswer } from './test/one-answer.ts'
import { promptOf } from './test/prompt.ts'
import { streamOf } from './test/stream-of.ts'

const model = 'anthropic.claude-sonnet-4-5-20250929-v1:0'
const prompt: Prompt<ClaudeOptions> = promptOf({
  system: [{ type: 'text', text: 'Be brief.' }],
  tools: [{ name: 'weather', description: 'The weather.', inputSchema: { type: 'object' } }],
  maxOutputTokens: 100,
})
const generation = {
  text: 'Let me look.',
  reasoning: 'Hm.',
  finishReason: 'tool-calls',
  rawFinishReason: 'tool_use',
  toolCalls: [{ type: 'tool-call', toolCallId: 'toolu_1', toolName: 'weather', input: { city: 'Paris' } }],
} as const

const fixtures: readonly FamilyFixture<ClaudeOptions>[] = [
  {
    name: 'thinks, speaks and calls a tool',
    format: 'messages',
    model,
    evidence: 'documented',
    prompt,
    request: {
      anthropic_version: 'bedrock-2023-05-31',
      max_tokens: 100,
      system: [{ type: 'text', text: 'Be brief.' }],
      messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
      tools: [{ name: 'weather', description: 'The weather.', input_schema: { type: 'object' } }],
    },
    response: nativeAnswer,
    events: streamOf(nativeAnswer, 4),
    generation,
  },
  {
    name: 'thinks, speaks and calls a tool',
    format: 'converse',
    model,
    evidence: 'documented',
    prompt,
    request: {
      messages: [{ role: 'user', content: [{ text: 'Hi' }] }],
      system: [{ text: 'Be brief.' }],
      inferenceConfig: { maxTokens: 100 },
      toolConfig: {
        tools: [
          { toolSpec: { name: 'weather', description: 'The weather.', inputSchema: { json: { type: 'object' } } } },
        ],
      },
    },
    response: converseAnswer,
    events: converseEvents,
    generation,
  },
]

const completed: readonly FamilyFixture[] = [
  {
    name: 'speaks',
    format: 'completion',
    model: 'anthropic.claude-v2:1',
    evidence: 'documented',
    prompt: { ...promptOf(), options: {} },
    request: { prompt: '\n\nHuman: Hi\n\nAssistant:', max_tokens_to_sample: 4096 },
    response: { type: 'completion', completion: ' Hello.', stop_reason: 'stop_sequence', stop: '\n\nHuman:' },
    events: [
      { type: 'completion', completion: ' Hel', stop_reason: null, stop: null },
      { type: 'completion', completion: 'lo.', stop_reason: 'stop_sequence', stop: '\n\nHuman:' },
    ],
    generation: { text: ' Hello.', finishReason: 'stop', rawFinishReason: 'stop_sequence' },
  },
]

describe('the laws of every family', () => {
  testFamily(claude(), fixtures, it)
  testFamily(claudeCompletion(), completed, it)
})

it('carries what the evidence says', async () => {
  const table = routingTable(claude(), [
    'anthropic.claude-v2:1',
    'anthropic.claude-3-haiku-20240307-v1:0',
    'anthropic.claude-3-5-haiku-20241022-v1:0',
    'anthropic.claude-3-7-sonnet-20250219-v1:0',
    'anthropic.claude-sonnet-4-20250514-v1:0',
    model,
    'anthropic.claude-opus-4-7',
  ])
  await expect(`${table}\n`).toMatchFileSnapshot('./test/routing-table.md')
})
