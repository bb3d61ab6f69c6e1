import type { JsonObject } from '@x/bedrock-core/family'
import type { FamilyFixture } from '@x/bedrock-core/testing'
import type { OssOptions } from '../options.ts'
import { promptOf } from './prompt.ts'

const model = 'openai.gpt-oss-20b-1:0'
const tools = [{ name: 'weather', description: 'The weather.', inputSchema: { type: 'object' } }] as const
const said = {
  text: '',
  reasoning: 'Let me look.',
  finishReason: 'tool-calls',
  toolCalls: [{ type: 'tool-call', toolCallId: 'call-1', toolName: 'weather', input: { city: 'Paris' } }],
} as const

const chunk = (delta: JsonObject, finish_reason: string | null = null): JsonObject => ({
  id: 'chatcmpl-1',
  model,
  object: 'chat.completion.chunk',
  choices: [{ index: 0, delta, finish_reason }],
})
const delta = (contentBlockIndex: number, piece: JsonObject): JsonObject => ({
  contentBlockDelta: { contentBlockIndex, delta: piece, p: 'abcd' },
})
const stop = (contentBlockIndex: number): JsonObject => ({ contentBlockStop: { contentBlockIndex } })
const outcome = { usage: { inputTokens: 10, outputTokens: 20, totalTokens: 30 }, metrics: { latencyMs: 5 } }

/**
 * `chat`: the shape of recorded traffic (answers.test.ts reads the recordings themselves). `converse`: not recorded; the shape
 * is the service model's, with the empty first text block that is known of gpt-oss.
 */
export const fixtures: readonly FamilyFixture<OssOptions>[] = [
  {
    name: 'thinks and speaks',
    format: 'chat',
    model,
    evidence: 'recorded',
    prompt: promptOf({ system: [{ type: 'text', text: 'Be brief.' }], reasoning: 'low', maxOutputTokens: 50 }),
    request: {
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Hi' },
      ],
      max_tokens: 50,
      reasoning_effort: 'low',
    },
    response: {
      id: 'chatcmpl-1',
      model,
      object: 'chat.completion',
      choices: [
        {
          index: 0,
          finish_reason: 'length',
          logprobs: null,
          message: { role: 'assistant', refusal: null, content: '<reasoning>A greeting.</reasoning>Hello! 👋' },
        },
      ],
      usage: { completion_tokens: 4, prompt_tokens: 72, total_tokens: 76 },
    },
    events: [
      chunk({ role: 'assistant', content: '' }),
      chunk({ content: '<reasoning>A </reasoning>' }),
      chunk({ content: '<reasoning>greeting.</reasoning>' }),
      chunk({ content: 'Hello! ' }),
      {
        ...chunk({ content: '👋' }, 'length'),
        'amazon-bedrock-invocationMetrics': { inputTokenCount: 72, outputTokenCount: 4 },
      },
    ],
    generation: {
      text: 'Hello! 👋',
      reasoning: 'A greeting.',
      finishReason: 'length',
      rawFinishReason: 'length',
    },
  },
  {
    name: 'calls a tool',
    format: 'chat',
    model,
    evidence: 'recorded',
    prompt: promptOf({ tools, toolChoice: { tool: 'weather' } }),
    request: {
      messages: [{ role: 'user', content: 'Hi' }],
      tools: [
        {
          type: 'function',
          function: { name: 'weather', description: 'The weather.', parameters: { type: 'object' } },
        },
      ],
      tool_choice: { type: 'function', function: { name: 'weather' } },
    },
    response: {
      choices: [
        {
          index: 0,
          finish_reason: 'tool_calls',
          message: {
            role: 'assistant',
            content: '<reasoning>Let me look.</reasoning>',
            tool_calls: [
              { id: 'call-1', type: 'function', function: { name: 'weather', arguments: '{"city": "Paris"}' } },
            ],
          },
        },
      ],
    },
    events: [
      chunk({ content: '<reasoning>Let me look.</reasoning>' }),
      chunk({
        tool_calls: [
          { index: 0, id: 'call-1', type: 'function', function: { name: 'weather', arguments: '{"ci' } },
          { index: 0, id: null, type: 'function', function: { name: null, arguments: 'ty": ' } },
        ],
      }),
      chunk({ content: null, tool_calls: [{ index: 0, function: { arguments: '"Paris"}' } }] }),
      chunk({}, 'tool_calls'),
      { choices: [], usage: { completion_tokens: 4, prompt_tokens: 72, total_tokens: 76 } },
    ],
    generation: { ...said, rawFinishReason: 'tool_calls' },
  },
  {
    name: 'calls a tool',
    format: 'converse',
    model,
    evidence: 'documented',
    prompt: promptOf({ tools, reasoning: 'high', options: { seed: 1 } }),
    request: {
      messages: [{ role: 'user', content: [{ text: 'Hi' }] }],
      toolConfig: {
        tools: [
          { toolSpec: { name: 'weather', description: 'The weather.', inputSchema: { json: { type: 'object' } } } },
        ],
      },
      additionalModelRequestFields: { reasoning_effort: 'high', seed: 1 },
    },
    response: {
      output: {
        message: {
          role: 'assistant',
          content: [
            { reasoningContent: { reasoningText: { text: 'Let me look.' } } },
            { toolUse: { toolUseId: 'call-1', name: 'weather<|channel|>commentary', input: { city: 'Paris' } } },
          ],
        },
      },
      stopReason: 'tool_use',
      ...outcome,
    },
    events: [
      { messageStart: { role: 'assistant' } },
      delta(0, { text: '' }),
      stop(0),
      delta(1, { reasoningContent: { text: 'Let me ' } }),
      delta(1, { reasoningContent: { text: 'look.' } }),
      stop(1),
      {
        contentBlockStart: {
          contentBlockIndex: 2,
          start: { toolUse: { toolUseId: 'call-1', name: 'weather<|channel|>commentary' } },
        },
      },
      delta(2, { toolUse: { input: '{"city":"Paris"}' } }),
      stop(2),
      { messageStop: { stopReason: 'tool_use' } },
      { metadata: outcome },
    ],
    generation: { ...said, rawFinishReason: 'tool_use' },
  },
]
