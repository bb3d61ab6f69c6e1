import type { JsonObject } from '@x/bedrock-core/family'
import type { FamilyFixture } from '@x/bedrock-core/testing'
import type { LlamaOptions } from '../options.ts'
import { promptOf } from './prompt.ts'

const chunk = (generation: string, count: number, more: JsonObject = {}): JsonObject => ({
  generation,
  prompt_token_count: count === 1 ? 11 : null,
  generation_token_count: count,
  stop_reason: null,
  ...more,
})

const text = (contentBlockIndex: number, piece: string): JsonObject => ({
  contentBlockDelta: { contentBlockIndex, delta: { text: piece }, p: 'abcd' },
})

const counts: JsonObject = { usage: { inputTokens: 11, outputTokens: 3, totalTokens: 14 }, metrics: { latencyMs: 5 } }

/** Shapes are recorded; the words are ours. Images and tools were not recorded by anybody: from documentation alone. */
export const fixtures: readonly FamilyFixture<LlamaOptions>[] = [
  {
    name: 'greets, the last chunk holding text',
    format: 'native',
    model: 'meta.llama3-8b-instruct-v1:0',
    evidence: 'recorded',
    prompt: promptOf({ system: [{ type: 'text', text: 'Be brief.' }], maxOutputTokens: 3, temperature: 0, topP: 0.9 }),
    request: {
      prompt:
        '<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nBe brief.<|eot_id|>' +
        '<|start_header_id|>user<|end_header_id|>\n\nHi<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n',
      max_gen_len: 3,
      temperature: 0,
      top_p: 0.9,
    },
    response: { generation: '\nHello you', prompt_token_count: 11, generation_token_count: 3, stop_reason: 'length' },
    events: [
      chunk('\n', 1),
      chunk('Hello', 2),
      chunk(' you', 3, {
        stop_reason: 'length',
        'amazon-bedrock-invocationMetrics': { inputTokenCount: 11, outputTokenCount: 3 },
      }),
    ],
    generation: { text: '\nHello you', finishReason: 'length', rawFinishReason: 'length' },
  },
  {
    name: 'sees an image',
    format: 'native',
    model: 'meta.llama4-scout-17b-instruct-v1:0',
    evidence: 'documented',
    prompt: promptOf({
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'What is this?' },
            { type: 'file', mediaType: 'image/png', data: 'iVBORw0KGgo=' },
          ],
        },
      ],
    }),
    request: {
      prompt:
        '<|begin_of_text|><|header_start|>user<|header_end|>\n\n<|image_start|><|image|><|image_end|>What is this?<|eot|>' +
        '<|header_start|>assistant<|header_end|>\n\n',
      images: ['iVBORw0KGgo='],
    },
    response: { generation: 'A dot.', prompt_token_count: 20, generation_token_count: 3, stop_reason: 'stop' },
    generation: { text: 'A dot.', finishReason: 'stop' },
  },
  {
    name: 'is blocked by a guardrail',
    format: 'native',
    model: 'meta.llama3-8b-instruct-v1:0',
    evidence: 'documented',
    response: { generation: 'Blocked.', 'amazon-bedrock-guardrailAction': 'INTERVENED' },
    events: [{ generation: 'Blocked.', 'amazon-bedrock-guardrailAction': 'INTERVENED' }],
    generation: { text: 'Blocked.', finishReason: 'content-filter', rawFinishReason: 'INTERVENED' },
  },
  {
    name: 'greets',
    format: 'converse',
    model: 'meta.llama3-2-1b-instruct-v1:0',
    evidence: 'recorded',
    prompt: promptOf({ system: [{ type: 'text', text: 'Be brief.' }], temperature: 0.5 }),
    request: {
      messages: [{ role: 'user', content: [{ text: 'Hi' }] }],
      system: [{ text: 'Be brief.' }],
      inferenceConfig: { temperature: 0.5 },
    },
    response: {
      output: { message: { role: 'assistant', content: [{ text: 'Hello you' }] } },
      stopReason: 'end_turn',
      ...counts,
    },
    events: [
      { messageStart: { role: 'assistant', p: 'abc' } },
      text(0, 'Hello'),
      text(0, ' you'),
      text(0, ''),
      { contentBlockStop: { contentBlockIndex: 0, p: 'ab' } },
      { messageStop: { stopReason: 'end_turn', p: 'ab' } },
      { metadata: counts },
    ],
    generation: { text: 'Hello you', finishReason: 'stop', rawFinishReason: 'end_turn' },
  },
  {
    name: 'calls a tool',
    format: 'converse',
    model: 'meta.llama3-3-70b-instruct-v1:0',
    evidence: 'documented',
    prompt: promptOf({
      tools: [
        {
          name: 'weather',
          inputSchema: {
            type: 'object',
            additionalProperties: false,
            properties: { place: { type: 'object', additionalProperties: false } },
          },
        },
      ],
      toolChoice: 'auto',
    }),
    request: {
      messages: [{ role: 'user', content: [{ text: 'Hi' }] }],
      toolConfig: {
        tools: [
          {
            toolSpec: {
              name: 'weather',
              inputSchema: { json: { type: 'object', properties: { place: { type: 'object' } } } },
            },
          },
        ],
        toolChoice: { auto: {} },
      },
    },
    response: {
      output: {
        message: { role: 'assistant', content: [{ toolUse: { toolUseId: 'tooluse_1', name: 'weather', input: {} } }] },
      },
      stopReason: 'tool_use',
      ...counts,
    },
    generation: {
      toolCalls: [{ type: 'tool-call', toolCallId: 'tooluse_1', toolName: 'weather', input: {} }],
      finishReason: 'tool-calls',
    },
  },
]
