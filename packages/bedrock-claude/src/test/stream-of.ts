import type { JsonObject } from '@x/bedrock-core/family'

/** Pieces of a text: as a network would cut it, without regard to words. */
const pieces = (text: string, size: number): string[] =>
  Array.from({ length: Math.ceil(text.length / size) }, (_, index) => text.slice(index * size, (index + 1) * size))

const str = (value: unknown): string => (typeof value === 'string' ? value : '')

/** How a block of a whole message starts and goes on in a stream, as Anthropic documents it. */
const streamed = (block: JsonObject, size: number): [start: JsonObject, deltas: JsonObject[]] => {
  switch (block['type']) {
    case 'text': {
      const citations = Array.isArray(block['citations']) ? block['citations'] : []
      const deltas: JsonObject[] = [
        ...citations.map((citation): JsonObject => ({ type: 'citations_delta', citation })),
        ...pieces(str(block['text']), size).map((text): JsonObject => ({ type: 'text_delta', text })),
      ]
      return [{ type: 'text', text: '' }, deltas]
    }
    case 'thinking':
      return [
        { type: 'thinking', thinking: '', signature: '' },
        [
          ...pieces(str(block['thinking']), size).map((thinking): JsonObject => ({ type: 'thinking_delta', thinking })),
          { type: 'signature_delta', signature: str(block['signature']) },
        ],
      ]
    case 'tool_use':
    case 'server_tool_use': {
      const input = JSON.stringify(block['input'])
      const json = input === '{}' ? [] : ['', ...pieces(input, size)]
      return [
        { ...block, input: {} },
        json.map((partial_json): JsonObject => ({ type: 'input_json_delta', partial_json })),
      ]
    }
    default:
      return [block, []]
  }
}

/** The events by which a whole message would have been streamed, pings and unknown events among them. */
export const streamOf = (message: JsonObject, size: number): JsonObject[] => {
  const { content, stop_reason, stop_sequence, usage, ...head } = message
  const blocks = Array.isArray(content) ? (content as readonly JsonObject[]) : []
  return [
    {
      type: 'message_start',
      message: { ...head, content: [], stop_reason: null, stop_sequence: null, usage },
      p: 'abc',
    },
    { type: 'ping' },
    ...blocks.flatMap((block, index): JsonObject[] => {
      const [content_block, deltas] = streamed(block, size)
      return [
        { type: 'content_block_start', index, content_block },
        ...deltas.map((delta): JsonObject => ({ type: 'content_block_delta', index, delta })),
        { type: 'content_block_stop', index },
      ]
    }),
    { type: 'of_tomorrow', index: 0 },
    { type: 'message_delta', delta: { stop_reason, stop_sequence }, usage },
    { type: 'message_stop' },
  ]
}
