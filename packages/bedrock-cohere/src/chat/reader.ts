import {
  type Delta,
  type JsonObject,
  maybeNumber,
  maybeObject,
  maybeText,
  objectsOf,
  type Prompt,
} from '@x/bedrock-core/family'
import type { CohereOptions } from '../options.ts'
import { asideOf, asides, callBlock, callReader, citationDeltas, endDeltas, textDelta } from './decode.ts'

type Read = (event: JsonObject) => Delta[]

/**
 * A fresh reader for one stream. The last event says everything once more (recorded), and `tool-calls-generation` the calls
 * that came in pieces: what has been told is not told again, what has not is told then.
 */
export const createReader = (prompt?: Prompt<CohereOptions>): ((event: JsonObject) => readonly Delta[]) => {
  const told = new Set<string>()
  const calls = new Set<number>()
  const readCall = callReader(prompt)

  const tell = (kind: string, deltas: Delta[]): Delta[] => {
    if (deltas.length > 0) told.add(kind)
    return deltas
  }
  const once = (kind: string, read: () => Delta[]): Delta[] => (told.has(kind) ? [] : tell(kind, read()))

  const text: Read = (event) => tell('text', textDelta(maybeText(event, 'text') ?? ''))
  const untoldAsides: Read = (event) => asides.flatMap((key) => once(key, () => asideOf(event, key)))
  const untoldText: Read = (event) => once('text', () => textDelta(maybeText(event, 'text') ?? ''))
  const untoldCitations: Read = (event) => once('citations', () => citationDeltas(event, prompt))
  const untoldCalls: Read = (event) =>
    objectsOf(event, 'tool_calls').flatMap((call, index) => {
      if (calls.has(index)) return []
      calls.add(index)
      return readCall(call, index)
    })

  /** `name` comes first, then `parameters` in pieces of JSON. */
  const callPiece: Read = (event) => {
    const piece = maybeObject(event, 'tool_call_delta')
    if (!piece) return text(event)
    const index = maybeNumber(piece, 'index') ?? 0
    if (!calls.has(index)) {
      calls.add(index)
      return readCall(piece, index)
    }
    const input = maybeText(piece, 'parameters')
    return input ? [{ type: 'tool', block: callBlock(index), input }] : []
  }

  const events: Readonly<Record<string, Read>> = {
    'text-generation': text,
    'search-queries-generation': untoldAsides,
    'search-results': untoldAsides,
    'citation-generation': (event) => tell('citations', citationDeltas(event, prompt)),
    'tool-calls-chunk': callPiece,
    'tool-calls-generation': (event) => [...(calls.size === 0 ? untoldText(event) : []), ...untoldCalls(event)],
    'stream-end': (event) => {
      const response = maybeObject(event, 'response') ?? {}
      return [
        ...untoldAsides(response),
        ...untoldText(response),
        ...untoldCitations(response),
        ...untoldCalls(response),
        ...endDeltas(response, maybeText(event, 'finish_reason') ?? maybeText(response, 'finish_reason')),
      ]
    },
  }
  return (event) => {
    const type = maybeText(event, 'event_type') ?? ''
    return (Object.hasOwn(events, type) ? events[type]?.(event) : undefined) ?? []
  }
}
