import { maybeNumber, maybeObject, maybeText, objectsOf, rowOf } from '../family/read.ts'
import type { Delta } from '../speech/delta.ts'
import type { JsonObject } from '../speech/json.ts'
import { readCitation } from './citations.ts'
import { thought } from './decode.ts'
import { finished, type Gathered, gather } from './gathered.ts'
import { asides, endings } from './metadata.ts'

/** A fresh reader for one Converse stream. Events it does not know give nothing. */
export const reader = (): ((event: JsonObject) => readonly Delta[]) => {
  const gathering = new Map<number, Gathered>()
  const said = new Set<number>()

  const open = (block: number, start: JsonObject): Delta[] => {
    const tool = maybeObject(start, 'toolUse')
    const id = tool && maybeText(tool, 'toolUseId')
    const name = tool && maybeText(tool, 'name')
    if (id !== undefined && name !== undefined && tool?.['type'] !== 'server_tool_use')
      return [{ type: 'tool', block, id, name }]
    gathering.set(block, gather(start))
    return []
  }

  const reasoning = (block: number, content: JsonObject): Delta[] => {
    const redacted = maybeText(content, 'redactedContent')
    if (redacted !== undefined) {
      const gathered = gathering.get(block) ?? gather({})
      gathered.bytes.push(redacted)
      gathering.set(block, gathered)
    }
    return thought(block, content)
  }

  const delta = (block: number, piece: JsonObject): Delta[] => {
    const text = maybeText(piece, 'text')
    if (text !== undefined) return text === '' ? [] : [{ type: 'text', block, text }]
    const gathered = gathering.get(block)
    const tool = maybeObject(piece, 'toolUse')
    if (tool) {
      const input = maybeText(tool, 'input') ?? ''
      if (gathered) gathered.input += input
      return gathered || input === '' ? [] : [{ type: 'tool', block, input }]
    }
    const content = maybeObject(piece, 'reasoningContent')
    if (content) return reasoning(block, content)
    const citation = maybeObject(piece, 'citation')
    if (citation) return [{ type: 'citation', block, citation: readCitation(citation) }]
    gathered?.results.push(...objectsOf(piece, 'toolResult'))
    const bytes = maybeText(maybeObject(maybeObject(piece, 'image') ?? {}, 'source') ?? {}, 'bytes')
    if (bytes !== undefined) gathered?.bytes.push(bytes)
    return []
  }

  const close = (block: number): Delta[] => {
    const gathered = gathering.get(block)
    gathering.delete(block)
    return gathered ? finished(gathered, block) : []
  }

  const events: Readonly<Record<string, (payload: JsonObject) => Delta[]>> = {
    contentBlockStart: (payload) =>
      open(maybeNumber(payload, 'contentBlockIndex') ?? 0, maybeObject(payload, 'start') ?? {}),
    contentBlockDelta: (payload) =>
      delta(maybeNumber(payload, 'contentBlockIndex') ?? 0, maybeObject(payload, 'delta') ?? {}),
    contentBlockStop: (payload) => {
      const block = maybeNumber(payload, 'contentBlockIndex') ?? 0
      const last = close(block)
      return said.has(block) || last.length > 0 ? [...last, { type: 'end', block }] : []
    },
    // `additionalModelResponseFields` stand in this event of a stream.
    messageStop: (payload) => [...endings(payload), ...asides(payload)],
    metadata: asides,
  }

  return (event) => {
    const [name = ''] = Object.keys(event)
    const payload = maybeObject(event, name)
    const deltas = (payload && rowOf(events, name)?.(payload)) ?? []
    for (const given of deltas) if ('block' in given) said.add(given.block)
    return deltas
  }
}
