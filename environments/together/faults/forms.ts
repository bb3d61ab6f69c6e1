import { encodeFrame } from '@x/bedrock-core/testing'

/** One way to ask a model, and how a service says "Hello" in it. */
export interface Form {
  readonly name: string
  readonly id: string
  readonly family: 'claude' | 'cohere' | 'llama' | 'oss'
  readonly via: string
  readonly whole: string
  readonly stream: {
    /** Nothing of them is handed out. */
    readonly opening: readonly Uint8Array[]
    readonly said: readonly Uint8Array[]
    readonly after: readonly Uint8Array[]
    /** From the frame that says that the answer is whole. */
    readonly ending: readonly Uint8Array[]
  }
}

const event = (name: string, payload: object): Uint8Array =>
  encodeFrame(
    { ':message-type': 'event', ':event-type': name, ':content-type': 'application/json' },
    JSON.stringify(payload),
  )

const chunk = (payload: object): Uint8Array =>
  event('chunk', { bytes: Buffer.from(JSON.stringify(payload)).toString('base64') })

const sonnet = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'
const usage = { inputTokens: 3, outputTokens: 2, totalTokens: 5 }
const metrics = { latencyMs: 1 }

export const converse: Form = {
  name: 'Converse',
  id: sonnet,
  family: 'claude',
  via: 'converse',
  whole: JSON.stringify({
    output: { message: { role: 'assistant', content: [{ text: 'Hello' }] } },
    stopReason: 'end_turn',
    usage,
    metrics,
  }),
  stream: {
    opening: [event('messageStart', { role: 'assistant' })],
    said: [event('contentBlockDelta', { contentBlockIndex: 0, delta: { text: 'Hello' } })],
    after: [event('contentBlockStop', { contentBlockIndex: 0 })],
    ending: [event('messageStop', { stopReason: 'end_turn' }), event('metadata', { usage, metrics })],
  },
}

/** Shapes of the service model and of each family's recordings. Neighbours are of different families. */
export const forms: readonly Form[] = [
  converse,
  {
    name: 'InvokeModel of Cohere',
    id: 'cohere.command-r-v1:0',
    family: 'cohere',
    via: 'chat',
    whole: JSON.stringify({ response_id: 'r', generation_id: 'g', text: 'Hello', finish_reason: 'COMPLETE' }),
    stream: {
      opening: [],
      said: [chunk({ is_finished: false, event_type: 'text-generation', text: 'Hello' })],
      after: [],
      ending: [
        chunk({
          is_finished: true,
          event_type: 'stream-end',
          finish_reason: 'COMPLETE',
          response: { response_id: 'r', generation_id: 'g', text: 'Hello', finish_reason: 'COMPLETE' },
        }),
      ],
    },
  },
  {
    name: 'InvokeModel of Claude',
    id: sonnet,
    family: 'claude',
    via: 'messages',
    whole: JSON.stringify({
      id: 'msg',
      type: 'message',
      role: 'assistant',
      model: 'claude',
      content: [{ type: 'text', text: 'Hello' }],
      stop_reason: 'end_turn',
      usage: { input_tokens: 3, output_tokens: 2 },
    }),
    stream: {
      opening: [
        chunk({
          type: 'message_start',
          message: { id: 'msg', type: 'message', role: 'assistant', model: 'claude', content: [], usage: {} },
        }),
        chunk({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } }),
      ],
      said: [chunk({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'Hello' } })],
      after: [
        chunk({ type: 'content_block_stop', index: 0 }),
        chunk({ type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 2 } }),
      ],
      ending: [chunk({ type: 'message_stop' })],
    },
  },
  {
    name: 'InvokeModel of gpt-oss',
    id: 'openai.gpt-oss-20b-1:0',
    family: 'oss',
    via: 'chat',
    whole: JSON.stringify({
      id: 'c',
      choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'Hello' } }],
      usage: { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 },
    }),
    stream: {
      opening: [
        chunk({ id: 'c', choices: [{ index: 0, finish_reason: null, delta: { role: 'assistant', content: '' } }] }),
      ],
      said: [chunk({ id: 'c', choices: [{ index: 0, finish_reason: null, delta: { content: 'Hello' } }] })],
      after: [],
      ending: [chunk({ id: 'c', choices: [{ index: 0, finish_reason: 'stop', delta: {} }] })],
    },
  },
  {
    name: 'InvokeModel of Llama',
    id: 'us.meta.llama3-3-70b-instruct-v1:0',
    family: 'llama',
    via: 'native',
    whole: JSON.stringify({
      generation: 'Hello',
      prompt_token_count: 3,
      generation_token_count: 2,
      stop_reason: 'stop',
    }),
    stream: {
      opening: [],
      said: [chunk({ generation: 'Hello', prompt_token_count: 3, generation_token_count: 1, stop_reason: null })],
      after: [],
      ending: [chunk({ generation: '', prompt_token_count: null, generation_token_count: 2, stop_reason: 'stop' })],
    },
  },
]
