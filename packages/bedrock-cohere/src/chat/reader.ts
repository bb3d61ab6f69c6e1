import { type Delta, type JsonObject, maybeNumber, maybeObject, maybeText, type Prompt } from '@x/bedrock-core/family'
import type { CohereOptions } from '../options.ts'
import { type Content, callBlock, contentReader, endDeltas } from './decode.ts'

const last = 'stream-end'

/** Events that hold content for the first time. */
const tells: readonly string[] = [
  'text-generation',
  'citation-generation',
  'tool-calls-chunk',
  'search-queries-generation',
  'search-results',
]

/** Events that say again what came in pieces: the last one says everything (recorded). */
const repeats: readonly string[] = ['tool-calls-generation', last]

const keyOf = ({ type, block }: Content): string => `${type} ${block}`

/** A fresh reader for one stream: what has been told is not told again, what has not is told then. */
export const createReader = (prompt?: Prompt<CohereOptions>): ((event: JsonObject) => readonly Delta[]) => {
  const { readCall, readContent } = contentReader(prompt)
  const told = new Set<string>()

  /** `name` comes first, then `parameters` in pieces of JSON. */
  const readPiece = (piece: JsonObject): Content => {
    const index = maybeNumber(piece, 'index') ?? 0
    if (piece['name'] !== undefined) return readCall(piece, index)
    return { type: 'tool', block: callBlock(index), input: maybeText(piece, 'parameters') }
  }

  return (event) => {
    const type = maybeText(event, 'event_type') ?? ''
    if (!tells.includes(type) && !repeats.includes(type)) return []
    const from = { ...event, ...maybeObject(event, 'response') }
    const piece = maybeObject(event, 'tool_call_delta')
    const content = piece ? [readPiece(piece)] : readContent(from)
    const untold = repeats.includes(type) ? content.filter((delta) => !told.has(keyOf(delta))) : content
    for (const delta of untold) told.add(keyOf(delta))
    return type === last ? [...untold, ...endDeltas(from)] : untold
  }
}
