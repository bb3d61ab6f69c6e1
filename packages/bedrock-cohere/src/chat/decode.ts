import {
  type Citation,
  type Delta,
  defined,
  type JsonObject,
  maybeObject,
  maybeText,
  numbersOf,
  objectsOf,
  type Prompt,
  type PromptDocument,
  type ResponseHeaders,
  readText,
} from '@x/bedrock-core/family'
import type { CohereOptions } from '../options.ts'
import { callIds, ownNames } from './names.ts'

/** What an answer may hold that our words do not know: kept as it came. An answer's blocks are these, the text, its calls. */
const asides = ['search_queries', 'search_results', 'prompt'] as const
const textBlock = asides.length
export const callBlock = (index: number): number => textBlock + 1 + index

/** A piece of an answer's content. */
export type Content = Extract<Delta, { block: number }>

const asideDeltas = (from: JsonObject): Content[] =>
  asides.flatMap((key, block): Content[] => {
    const value = from[key] ?? []
    return Array.isArray(value) && value.length === 0 ? [] : [{ type: 'raw', block, value: { [key]: value } }]
  })

/** The service numbers documents from `doc_0`; the caller's own ids and titles are put back. */
const citationOf = (wire: JsonObject, documents: readonly PromptDocument[]): Citation => {
  const { document_ids: list, start, end } = wire
  const ids = Array.isArray(list) ? list.filter((id) => typeof id === 'string') : []
  const sources = ids.map((id) => documents[Number(/^doc_(\d+)$/.exec(id)?.[1])])
  return {
    ...defined({
      title: sources.length === 1 ? sources[0]?.title : undefined,
      span: typeof start === 'number' && typeof end === 'number' ? { start, end } : undefined,
      documentIds: ids.length === 0 ? undefined : ids.map((id, index) => sources[index]?.id ?? id),
    }),
    raw: wire,
  }
}

/** Reads a call, or its first piece; `parameters` are an object, or JSON in pieces. */
export type ReadCall = (call: JsonObject, index: number) => Content

const unasked: Prompt = { system: [], messages: [], tools: [], options: {} }

/** What an answer to this prompt says, read alike from a whole body and from an event: the members are the same. */
export const contentReader = (
  prompt: Prompt = unasked,
): { readonly readCall: ReadCall; readonly readContent: (from: JsonObject) => Content[] } => {
  const [nameOf, idOf, documents] = [ownNames(prompt), callIds(prompt), prompt.documents ?? []]
  const readCall: ReadCall = (call, index) => {
    const { parameters } = call
    return {
      type: 'tool',
      block: callBlock(index),
      id: idOf(index),
      name: nameOf(readText(call, 'name')),
      input: parameters && typeof parameters === 'object' ? JSON.stringify(parameters) : maybeText(call, 'parameters'),
    }
  }
  const readContent = (from: JsonObject): Content[] => {
    const text = maybeText(from, 'text')
    return [
      ...asideDeltas(from),
      ...(text ? [{ type: 'text', block: textBlock, text } as const] : []),
      ...objectsOf(from, 'citations').map(
        (wire): Content => ({ type: 'citation', block: textBlock, citation: citationOf(wire, documents) }),
      ),
      ...objectsOf(from, 'tool_calls').map(readCall),
    ]
  }
  return { readCall, readContent }
}

const counts = (units: JsonObject | undefined): { readonly inputTokens?: number; readonly outputTokens?: number } =>
  numbersOf(units, { inputTokens: 'input_tokens', outputTokens: 'output_tokens' })

/**
 * What ends an answer: its id, its counts, why it stopped. `tokens` is what was read and written, template included;
 * `billed_units` is less (recorded: 73/8 against 7/7).
 */
export const endDeltas = (from: JsonObject): Delta[] => {
  const meta = maybeObject(from, 'meta') ?? {}
  const billed = maybeObject(meta, 'billed_units')
  return [
    { type: 'start', id: maybeText(from, 'response_id') },
    {
      type: 'usage',
      usage: { source: 'body', ...counts(maybeObject(meta, 'tokens')), billed: billed && counts(billed) },
    },
    { type: 'finish', raw: maybeText(from, 'finish_reason') },
  ]
}

/** Reads a whole answer. @throws BedrockError `malformed` */
export const decode = (body: JsonObject, _headers: ResponseHeaders, prompt?: Prompt<CohereOptions>): Delta[] => {
  // Tool calls and search queries may come without text; nothing at all may not.
  if (body['tool_calls'] === undefined && body['search_queries'] === undefined) readText(body, 'text')
  return [...contentReader(prompt).readContent(body), ...endDeltas(body)]
}
