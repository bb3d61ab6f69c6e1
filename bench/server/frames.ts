import { encodeFrame } from '@x/bedrock-core/testing'

const padding = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
const word = 'A word. '

const frame = (type: string, payload: object, index: number): Uint8Array =>
  encodeFrame(
    { ':event-type': type, ':content-type': 'application/json', ':message-type': 'event' },
    JSON.stringify({ ...payload, p: padding.slice(0, index % padding.length) }),
  )

const wrapped = (event: object, index: number): Uint8Array =>
  frame('chunk', { bytes: Buffer.from(JSON.stringify(event)).toString('base64') }, index)

/** What a server says in one form: how a stream begins, goes on and ends, and the whole answer. */
export interface Form {
  readonly begin: () => readonly Uint8Array[]
  readonly delta: (index: number, text?: string) => Uint8Array
  readonly end: (deltas: number) => readonly Uint8Array[]
  readonly whole: object
}

export const converse: Form = {
  begin: () => [frame('messageStart', { role: 'assistant' }, 1)],
  delta: (index, text = word) => frame('contentBlockDelta', { contentBlockIndex: 0, delta: { text } }, index),
  end: (deltas) => [
    frame('contentBlockStop', { contentBlockIndex: 0 }, 2),
    frame('messageStop', { stopReason: 'end_turn' }, 3),
    frame(
      'metadata',
      { usage: { inputTokens: 9, outputTokens: deltas, totalTokens: deltas + 9 }, metrics: { latencyMs: 1 } },
      4,
    ),
  ],
  whole: {
    output: { message: { role: 'assistant', content: [{ text: word }] } },
    stopReason: 'end_turn',
    usage: { inputTokens: 9, outputTokens: 1, totalTokens: 10 },
    metrics: { latencyMs: 1 },
  },
}

const message = { id: 'msg_bdrk_1', type: 'message', role: 'assistant', model: 'bench' }

export const messages: Form = {
  begin: () => [
    wrapped(
      { type: 'message_start', message: { ...message, content: [], usage: { input_tokens: 9, output_tokens: 1 } } },
      1,
    ),
    wrapped({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } }, 2),
  ],
  delta: (index, text = word) =>
    wrapped({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } }, index),
  end: (deltas) => [
    wrapped({ type: 'content_block_stop', index: 0 }, 3),
    wrapped({ type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: deltas } }, 4),
    wrapped(
      {
        type: 'message_stop',
        'amazon-bedrock-invocationMetrics': {
          inputTokenCount: 9,
          outputTokenCount: deltas,
          invocationLatency: 1,
          firstByteLatency: 1,
        },
      },
      5,
    ),
  ],
  whole: {
    ...message,
    content: [{ type: 'text', text: word }],
    stop_reason: 'end_turn',
    stop_sequence: null,
    usage: { input_tokens: 9, output_tokens: 1 },
  },
}
