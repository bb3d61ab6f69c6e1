import {
  type Delta,
  isJsonObject,
  type JsonObject,
  maybeNumber,
  maybeObject,
  maybeText,
  objectsOf,
  readList,
  readText,
} from '@x/bedrock-core/family'
import { citationOf } from './citations.ts'
import { usageOf } from './usage.ts'

type Reader = (block: number, from: JsonObject) => Delta[]

const textOf = (block: number, from: JsonObject, key: string): Delta[] => {
  const text = maybeText(from, key)
  return text === undefined || text === '' ? [] : [{ type: 'text', block, text }]
}

const citationsOf = (block: number, from: JsonObject): Delta[] =>
  objectsOf(from, 'citations').map((citation) => ({ type: 'citation', block, citation: citationOf(citation) }))

const thinkingOf: Reader = (block, from) => [
  { type: 'reasoning', block, text: maybeText(from, 'thinking'), signature: maybeText(from, 'signature') },
]

/** The row of a table for what the wire calls this `type`. */
export const readerOf = <Row>(table: ReadonlyMap<string, Row>, from: JsonObject): Row | undefined =>
  table.get(maybeText(from, 'type') ?? '')

/** How a content block opens, by its `type`: whole in an answer, empty at the start of a streamed block. */
export const blockReaders: ReadonlyMap<string, Reader> = new Map(
  Object.entries<Reader>({
    text: (block, from) => [...textOf(block, from, 'text'), ...citationsOf(block, from)],
    thinking: thinkingOf,
    redacted_thinking: (block, from) => [{ type: 'reasoning', block, redacted: readText(from, 'data') }],
    tool_use: (block, from) => [{ type: 'tool', block, id: readText(from, 'id'), name: readText(from, 'name') }],
  }),
)

/** What a streamed block goes on with, by the delta's `type`. */
export const deltaReaders: ReadonlyMap<string, Reader> = new Map(
  Object.entries<Reader>({
    text_delta: (block, from) => textOf(block, from, 'text'),
    input_json_delta: (block, from) => {
      const input = maybeText(from, 'partial_json')
      return input === undefined || input === '' ? [] : [{ type: 'tool', block, input }]
    },
    thinking_delta: thinkingOf,
    signature_delta: thinkingOf,
    citations_delta: (block, from) => {
      const citation = maybeObject(from, 'citation')
      return citation === undefined ? [] : [{ type: 'citation', block, citation: citationOf(citation) }]
    },
  }),
)

/** The `id`, model and first counts of a message, whole or at a stream's start. */
export const headOf = (message: JsonObject): Delta[] => [
  { type: 'start', id: maybeText(message, 'id'), model: maybeText(message, 'model') },
  ...usageDeltas(message),
]

export const usageDeltas = (from: JsonObject): Delta[] => {
  const usage = maybeObject(from, 'usage')
  return usage === undefined ? [] : [usageOf(usage)]
}

/** The last word of an answer. */
export const finishOf = (from: JsonObject): Delta => ({
  type: 'finish',
  raw: maybeText(from, 'stop_reason'),
  stopSequence: maybeText(from, 'stop_sequence'),
})

const wholeBlock = (block: number, from: JsonObject): Delta[] => {
  const reader = readerOf(blockReaders, from)
  if (reader === undefined) return [{ type: 'raw', block, value: from }]
  const deltas = reader(block, from)
  if (from['type'] === 'tool_use') deltas.push({ type: 'tool', block, input: JSON.stringify(from['input'] ?? {}) })
  return [...deltas, { type: 'end', block }]
}

/** Reads a whole message. @throws BedrockError `malformed` */
export const decode = (body: JsonObject): Delta[] => [
  ...headOf(body),
  ...readList(body, 'content')
    .filter(isJsonObject)
    .flatMap((content, block) => wholeBlock(block, content)),
  finishOf(body),
]

/** The number of the block that an event speaks of. */
export const blockOf = (event: JsonObject): number => maybeNumber(event, 'index') ?? 0
