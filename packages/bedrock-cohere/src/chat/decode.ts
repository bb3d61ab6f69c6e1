import {
  type Citation,
  type Delta,
  type JsonObject,
  maybeNumber,
  maybeObject,
  maybeText,
  objectsOf,
  type Prompt,
  type ResponseHeaders,
  readText,
  type UsageCounts,
} from '@x/bedrock-core/family'
import type { CohereOptions } from '../options.ts'
import { documentsOf } from './documents.ts'
import { callIds, ownNames } from './names.ts'

/** An answer's blocks: what stands beside the text, the text, and behind it the tool calls. */
const aside = 0
const textBlock = 1
export const callBlock = (index: number): number => 2 + index

/** What an answer may hold that our words do not know: kept as it came. */
export const asides = ['search_queries', 'search_results', 'prompt'] as const

export const asideOf = (from: JsonObject, key: (typeof asides)[number]): Delta[] => {
  const value = from[key]
  const empty = value === undefined || value === null || (Array.isArray(value) && value.length === 0)
  return empty ? [] : [{ type: 'raw', block: aside, value: { [key]: value } }]
}

export const textDelta = (text: string): Delta[] => (text === '' ? [] : [{ type: 'text', block: textBlock, text }])

/** The service numbers documents from `doc_0`; the caller's own ids and titles are put back. */
const citationOf = (wire: JsonObject, prompt: Prompt | undefined): Citation => {
  const documents = prompt ? documentsOf(prompt) : []
  const ids = Array.isArray(wire['document_ids']) ? wire['document_ids'].filter((id) => typeof id === 'string') : []
  const sources = ids.map((id) => documents[Number(/^doc_(\d+)$/.exec(id)?.[1] ?? -1)])
  const [start, end] = [maybeNumber(wire, 'start'), maybeNumber(wire, 'end')]
  const title = sources.length === 1 ? sources[0]?.title : undefined
  return {
    ...(title === undefined ? {} : { title }),
    ...(start === undefined || end === undefined ? {} : { span: { start, end } }),
    ...(ids.length === 0 ? {} : { documentIds: ids.map((id, index) => sources[index]?.id ?? id) }),
    raw: wire,
  }
}

export const citationDeltas = (from: JsonObject, prompt: Prompt | undefined): Delta[] =>
  objectsOf(from, 'citations').map((wire) => ({
    type: 'citation',
    block: textBlock,
    citation: citationOf(wire, prompt),
  }))

/** Reads tool calls: one by one, with the ids and names that the prompt settles. */
export const callReader = (prompt: Prompt | undefined): ((call: JsonObject, index: number) => Delta[]) => {
  const [nameOf, idOf] = [ownNames(prompt), callIds(prompt)]
  return (call, index) => {
    const { parameters } = call
    const input = typeof parameters === 'string' || parameters === null ? parameters : JSON.stringify(parameters)
    const opened = {
      type: 'tool',
      block: callBlock(index),
      id: idOf(index),
      name: nameOf(readText(call, 'name')),
    } as const
    return [input ? { ...opened, input } : opened]
  }
}

const counts = (units: JsonObject | undefined): Pick<UsageCounts, 'inputTokens' | 'outputTokens'> => {
  const inputTokens = units && maybeNumber(units, 'input_tokens')
  const outputTokens = units && maybeNumber(units, 'output_tokens')
  return {
    ...(inputTokens === undefined ? {} : { inputTokens }),
    ...(outputTokens === undefined ? {} : { outputTokens }),
  }
}

/** `tokens` is what was read and written, template included; `billed_units` is less (recorded: 73/8 against 7/7). */
const usageDeltas = (from: JsonObject): Delta[] => {
  const meta = maybeObject(from, 'meta')
  const [tokens, billed] = [meta && maybeObject(meta, 'tokens'), meta && maybeObject(meta, 'billed_units')]
  if (!tokens && !billed) return []
  return [
    { type: 'usage', usage: { source: 'body', ...counts(tokens), ...(billed ? { billed: counts(billed) } : {}) } },
  ]
}

/** What ends an answer: its id, its counts, why it stopped. */
export const endDeltas = (from: JsonObject, reason: string | undefined): Delta[] => {
  const id = maybeText(from, 'response_id')
  return [
    ...(id === undefined ? [] : [{ type: 'start', id } as const]),
    ...usageDeltas(from),
    reason === undefined ? { type: 'finish' } : { type: 'finish', raw: reason },
  ]
}

/** Search queries and tool calls may come without text; nothing at all may not. */
const textOf = (body: JsonObject): string =>
  body['tool_calls'] === undefined && body['search_queries'] === undefined
    ? readText(body, 'text')
    : (maybeText(body, 'text') ?? '')

/** Reads a whole answer. @throws BedrockError `malformed` */
export const decode = (body: JsonObject, _headers: ResponseHeaders, prompt?: Prompt<CohereOptions>): Delta[] => [
  ...asides.flatMap((key) => asideOf(body, key)),
  ...textDelta(textOf(body)),
  ...citationDeltas(body, prompt),
  ...objectsOf(body, 'tool_calls').flatMap(callReader(prompt)),
  ...endDeltas(body, maybeText(body, 'finish_reason')),
]
