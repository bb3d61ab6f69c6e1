import type { JsonObject } from '@x/bedrock-core/family'

const input = { city: 'Paris' }

/** One answer in both forms. Not recorded as a pair: written after the documentation of each. */
export const nativeAnswer: JsonObject = {
  id: 'msg_bdrk_1',
  type: 'message',
  role: 'assistant',
  model: 'claude',
  content: [
    { type: 'thinking', thinking: 'Hm.', signature: 'c2ln' },
    { type: 'redacted_thinking', data: 'ZW5j' },
    { type: 'text', text: 'Let me look.' },
    { type: 'tool_use', id: 'toolu_1', name: 'weather', input },
  ],
  stop_reason: 'tool_use',
  stop_sequence: null,
  usage: { input_tokens: 10, output_tokens: 20, cache_read_input_tokens: 30, cache_creation_input_tokens: 40 },
}

const outcome: JsonObject = {
  usage: {
    inputTokens: 10,
    outputTokens: 20,
    totalTokens: 100,
    cacheReadInputTokens: 30,
    cacheWriteInputTokens: 40,
  },
  metrics: { latencyMs: 5 },
}

export const converseAnswer: JsonObject = {
  output: {
    message: {
      role: 'assistant',
      content: [
        { reasoningContent: { reasoningText: { text: 'Hm.', signature: 'c2ln' } } },
        { reasoningContent: { redactedContent: 'ZW5j' } },
        { text: 'Let me look.' },
        { toolUse: { toolUseId: 'toolu_1', name: 'weather', input } },
      ],
    },
  },
  stopReason: 'tool_use',
  ...outcome,
}

const delta = (contentBlockIndex: number, piece: JsonObject): JsonObject => ({
  contentBlockDelta: { contentBlockIndex, delta: piece, p: 'abcd' },
})
const stop = (contentBlockIndex: number): JsonObject => ({ contentBlockStop: { contentBlockIndex } })

export const converseEvents: readonly JsonObject[] = [
  { messageStart: { role: 'assistant' } },
  delta(0, { reasoningContent: { text: 'Hm.' } }),
  delta(0, { reasoningContent: { signature: 'c2ln' } }),
  stop(0),
  delta(1, { reasoningContent: { redactedContent: 'ZW5j' } }),
  stop(1),
  delta(2, { text: 'Let me ' }),
  delta(2, { text: 'look.' }),
  stop(2),
  { contentBlockStart: { contentBlockIndex: 3, start: { toolUse: { toolUseId: 'toolu_1', name: 'weather' } } } },
  delta(3, { toolUse: { input: '{"city":' } }),
  delta(3, { toolUse: { input: '"Paris"}' } }),
  stop(3),
  { messageStop: { stopReason: 'tool_use' } },
  { metadata: outcome },
]
