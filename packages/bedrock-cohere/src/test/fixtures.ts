import type { JsonObject, Prompt } from '@x/bedrock-core/family'
import type { FamilyFixture } from '@x/bedrock-core/testing'
import type { CohereOptions } from '../options.ts'

export const model = 'cohere.command-r-plus-v1:0'

/** A prompt of one question, and what a test adds. */
export const promptOf = (more: Partial<Prompt<CohereOptions>> = {}): Prompt<CohereOptions> => ({
  system: [],
  messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
  tools: [],
  options: {},
  ...more,
})

const chunk = (event_type: string, more: JsonObject): JsonObject => ({
  is_finished: event_type === 'stream-end',
  event_type,
  ...more,
})

const end = (response: JsonObject): JsonObject =>
  chunk('stream-end', {
    response: {
      ...response,
      meta: {
        api_version: { version: '1' },
        billed_units: { input_tokens: 7, output_tokens: 7 },
        tokens: { input_tokens: 73, output_tokens: 8 },
      },
    },
    finish_reason: response['finish_reason'],
    'amazon-bedrock-invocationMetrics': { inputTokenCount: 7, outputTokenCount: 7 },
  })

/** The shape is recorded; the words are not. */
const plain: JsonObject = {
  response_id: '379ed018/1',
  text: 'The Loire.',
  generation_id: 'g1',
  chat_history: [],
  finish_reason: 'COMPLETE',
}

export const citations: readonly JsonObject[] = [
  { start: 4, end: 9, text: 'Loire', document_ids: ['doc_0'] },
  { start: 14, end: 21, text: 'longest', document_ids: ['doc_0', 'doc_1'] },
]

/** Not recorded: after AWS's page on Command R and Cohere's reference of the chat API's events. */
const cited: JsonObject = {
  ...plain,
  text: 'The Loire is longest.',
  citations,
  search_queries: [{ text: 'longest river of France', generation_id: 'g1' }],
}

export const toolCalls: readonly JsonObject[] = [
  { name: 'get_weather', parameters: { city: 'Paris', days: 2 } },
  { name: 'now', parameters: {} },
]

/** Not recorded, from the same pages. */
const calling: JsonObject = { ...plain, text: 'I will look.', tool_calls: toolCalls }

export const callEvents: readonly JsonObject[] = [
  chunk('tool-calls-chunk', { text: 'I will' }),
  chunk('tool-calls-chunk', { text: ' look.' }),
  chunk('tool-calls-chunk', { tool_call_delta: { index: 0, name: 'get_weather' } }),
  chunk('tool-calls-chunk', { tool_call_delta: { index: 0, parameters: '{"city":"Pa' } }),
  chunk('tool-calls-chunk', { tool_call_delta: { index: 0, parameters: 'ris","days":2}' } }),
  chunk('tool-calls-chunk', { tool_call_delta: { index: 1, name: 'now' } }),
  chunk('tool-calls-generation', { text: 'I will look.', tool_calls: toolCalls }),
  end(calling),
]

export const weather = {
  name: 'get_weather',
  description: 'The weather.',
  inputSchema: {
    type: 'object',
    properties: { city: { type: 'string', description: 'Where.' }, days: { type: 'integer' } },
    required: ['city'],
  },
} as const

/** Fixtures of the plain chat form, of Converse, and of the chat form with tools. */
export const fixtures: readonly FamilyFixture<CohereOptions>[] = [
  {
    name: 'a plain question',
    format: 'chat',
    model,
    evidence: 'documented',
    prompt: promptOf({
      system: [{ type: 'text', text: 'Be brief.' }],
      maxOutputTokens: 20,
      topP: 0.9,
      stopSequences: ['|'],
    }),
    request: { message: 'Hi', preamble: 'Be brief.', max_tokens: 20, p: 0.9, stop_sequences: ['|'] },
    response: plain,
    events: [chunk('text-generation', { text: 'The' }), chunk('text-generation', { text: ' Loire.' }), end(plain)],
    generation: { text: 'The Loire.', finishReason: 'stop', rawFinishReason: 'COMPLETE' },
  },
  {
    name: 'an answer from documents, with search queries and citations: not recorded',
    format: 'chat',
    model,
    evidence: 'documented',
    prompt: promptOf({ documents: [{ id: 'rivers', title: 'Rivers', text: 'The Loire …' }, { text: 'It is long.' }] }),
    request: {
      message: 'Hi',
      documents: [{ title: 'Rivers', snippet: 'The Loire …' }, { snippet: 'It is long.' }],
    },
    response: cited,
    events: [
      chunk('stream-start', { generation_id: 'g1' }),
      chunk('search-queries-generation', { search_queries: cited['search_queries'] }),
      chunk('text-generation', { text: 'The Loire is' }),
      chunk('text-generation', { text: ' longest.' }),
      ...citations.map((citation) => chunk('citation-generation', { citations: [citation] })),
      end(cited),
    ],
    generation: { text: 'The Loire is longest.', finishReason: 'stop' },
  },
  {
    name: 'two tool calls: not recorded',
    format: 'chat',
    model,
    evidence: 'documented',
    prompt: promptOf({ tools: [weather] }),
    request: {
      message: 'Hi',
      tools: [
        {
          name: 'get_weather',
          description: 'The weather.',
          parameter_definitions: {
            city: { description: 'Where.', type: 'str', required: true },
            days: { type: 'int', required: false },
          },
        },
      ],
    },
    response: calling,
    events: callEvents,
    generation: {
      text: 'I will look.',
      finishReason: 'tool-calls',
      toolCalls: [
        { type: 'tool-call', toolCallId: 'call_0', toolName: 'get_weather', input: { city: 'Paris', days: 2 } },
        { type: 'tool-call', toolCallId: 'call_1', toolName: 'now', input: {} },
      ],
    },
  },
  {
    name: 'a tool call: not recorded in our set, of a form recorded by others',
    format: 'converse',
    model,
    evidence: 'documented',
    prompt: promptOf({ tools: [weather], topK: 40, topP: 1, toolChoice: 'auto' }),
    request: {
      messages: [{ role: 'user', content: [{ text: 'Hi' }] }],
      inferenceConfig: { topP: 0.99 },
      toolConfig: {
        tools: [
          {
            toolSpec: { name: 'get_weather', description: 'The weather.', inputSchema: { json: weather.inputSchema } },
          },
        ],
      },
      additionalModelRequestFields: { k: 40 },
    },
    response: {
      output: {
        message: {
          role: 'assistant',
          content: [
            { text: 'I will look.' },
            { toolUse: { toolUseId: 'tooluse_1', name: 'get_weather', input: { city: 'Paris' } } },
          ],
        },
      },
      stopReason: 'tool_use',
      usage: { inputTokens: 5, outputTokens: 51, totalTokens: 56 },
      metrics: { latencyMs: 5 },
    },
    events: [
      { messageStart: { role: 'assistant' } },
      { contentBlockDelta: { contentBlockIndex: 0, delta: { text: 'I will look.' } } },
      { contentBlockStop: { contentBlockIndex: 0 } },
      {
        contentBlockStart: {
          contentBlockIndex: 1,
          start: { toolUse: { toolUseId: 'tooluse_1', name: 'get_weather' } },
        },
      },
      { contentBlockDelta: { contentBlockIndex: 1, delta: { toolUse: { input: '{"city":"Pa' } } } },
      { contentBlockDelta: { contentBlockIndex: 1, delta: { toolUse: { input: 'ris"}' } } } },
      { contentBlockStop: { contentBlockIndex: 1 } },
      { messageStop: { stopReason: 'tool_use' } },
      { metadata: { usage: { inputTokens: 5, outputTokens: 51, totalTokens: 56 }, metrics: { latencyMs: 5 } } },
    ],
    generation: { text: 'I will look.', finishReason: 'tool-calls' },
  },
]
