import {
  type Delta,
  isJsonObject,
  type JsonObject,
  maybeNumber,
  maybeObject,
  maybeText,
  numbersOf,
  objectsOf,
  parseJson,
  readList,
  readObject,
  readText,
  rowOf,
} from '@x/bedrock-core/family'
import { citationOf } from './citations.ts'

/** Reads what an event, or a piece of one, says of a block. */
type Read = (block: number, from: JsonObject) => Delta[]

const text: Read = (block, from) => [{ type: 'text', block, text: maybeText(from, 'text') ?? '' }]

const citations: Read = (block, from) =>
  objectsOf(from, 'citations').map((wire) => ({ type: 'citation', block, citation: citationOf(wire) }))

const thinking: Read = (block, from) => [
  { type: 'reasoning', block, text: maybeText(from, 'thinking'), signature: maybeText(from, 'signature') },
]

/** By `type`, how a content block opens, whole in an answer or empty in a stream, and what a streamed one goes on with. */
const pieces: Readonly<Record<string, Read>> = {
  text: (block, from) => [...text(block, from), ...citations(block, from)],
  text_delta: text,
  citations_delta: (block, { citation = null }) => citations(block, { citations: [citation] }),
  thinking,
  thinking_delta: thinking,
  signature_delta: thinking,
  redacted_thinking: (block, from) => [{ type: 'reasoning', block, redacted: readText(from, 'data') }],
  tool_use: (block, from) => {
    const input = JSON.stringify(from['input'])
    // What a stream begins with: the pieces that follow replace it, and none at all mean the same.
    const whole = input === '{}' ? undefined : input
    return [{ type: 'tool', block, id: readText(from, 'id'), name: readText(from, 'name'), input: whole }]
  },
  input_json_delta: (block, from) => [{ type: 'tool', block, input: maybeText(from, 'partial_json') }],
}

/** Reads `usage`; its `input_tokens` count neither cache reads nor writes. */
const usageOf = (from: JsonObject): Delta => {
  const usage = maybeObject(from, 'usage') ?? {}
  const creation = maybeObject(usage, 'cache_creation')
  return {
    type: 'usage',
    usage: {
      source: 'body',
      ...numbersOf(usage, {
        inputTokens: 'input_tokens',
        outputTokens: 'output_tokens',
        cacheReadTokens: 'cache_read_input_tokens',
        cacheWriteTokens: 'cache_creation_input_tokens',
      }),
      cacheWriteTokensByTtl:
        creation && numbersOf(creation, { '5m': 'ephemeral_5m_input_tokens', '1h': 'ephemeral_1h_input_tokens' }),
      ...numbersOf(maybeObject(usage, 'output_tokens_details'), { reasoningTokens: 'thinking_tokens' }),
    },
  }
}

const startOf = (message: JsonObject): Delta[] => [
  { type: 'start', id: maybeText(message, 'id'), model: maybeText(message, 'model') },
  usageOf(message),
]

const finishOf = (message: JsonObject): Delta => ({
  type: 'finish',
  raw: maybeText(message, 'stop_reason'),
  stopSequence: maybeText(message, 'stop_sequence'),
})

/** A fresh reader for one stream. Pings and unknown events are passed over. */
export const createReader = (): ((event: JsonObject) => Delta[]) => {
  /** A block that our words do not know, and the input that follows it: kept until it is whole. */
  let unknown: JsonObject | undefined
  let input = ''
  let last: JsonObject = {}

  const events: Readonly<Record<string, Read>> = {
    message_start: (_, event) => startOf(readObject(event, 'message')),
    content_block_start: (block, event) => {
      const start = readObject(event, 'content_block')
      const read = rowOf(pieces, start['type'])
      unknown = read ? undefined : start
      input = ''
      return read?.(block, start) ?? []
    },
    content_block_delta: (block, event) => {
      const delta = readObject(event, 'delta')
      if (!unknown) return rowOf(pieces, delta['type'])?.(block, delta) ?? []
      input += maybeText(delta, 'partial_json') ?? ''
      return []
    },
    content_block_stop: (block) => {
      // A server tool's call starts with `input: {}`.
      const value = unknown && { ...unknown, ...(input && { input: parseJson(input, input) }) }
      unknown = undefined
      return [...(value ? [{ type: 'raw', block, value } as const] : []), { type: 'end', block }]
    },
    message_delta: (_, event) => {
      last = { ...last, ...maybeObject(event, 'delta') }
      return [usageOf(event)]
    },
    message_stop: () => [finishOf(last)],
  }

  return (event) => rowOf(events, event['type'])?.(maybeNumber(event, 'index') ?? 0, event) ?? []
}

/** Reads a whole message. @throws BedrockError `malformed` */
export const decode = (message: JsonObject): Delta[] => [
  ...startOf(message),
  ...readList(message, 'content')
    .filter(isJsonObject)
    .flatMap((value, block): Delta[] => [
      ...(rowOf(pieces, value['type'])?.(block, value) ?? [{ type: 'raw', block, value }]),
      { type: 'end', block },
    ]),
  finishOf(message),
]

const textDelta =
  /^\{"type":"content_block_delta","index":(\d),"delta":\{"type":"text_delta","text":"([ !#-[\]-\uffff]*)"\}\}$/

/** Parses a text's delta, in the order in which Bedrock writes its members. */
export const parse = (text: string): JsonObject | null => {
  const match = textDelta.exec(text)
  return (
    match && { type: 'content_block_delta', index: Number(match[1]), delta: { type: 'text_delta', text: match[2] } }
  )
}
