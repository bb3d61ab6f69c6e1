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
    return [...(gathered ? finished(gathered, block) : []), { type: 'end', block }]
  }

  const blockOf = (payload: JsonObject): number => maybeNumber(payload, 'contentBlockIndex') ?? 0

  const events: Readonly<Record<string, (payload: JsonObject) => Delta[]>> = {
    contentBlockStart: (payload) => open(blockOf(payload), maybeObject(payload, 'start') ?? {}),
    contentBlockDelta: (payload) => delta(blockOf(payload), maybeObject(payload, 'delta') ?? {}),
    contentBlockStop: (payload) => close(blockOf(payload)),
    // `additionalModelResponseFields` stand in this event of a stream.
    messageStop: (payload) => [...endings(payload), ...asides(payload)],
    metadata: asides,
  }

  return (event) => {
    const [name = ''] = Object.keys(event)
    const payload = maybeObject(event, name)
    return (payload && rowOf(events, name)?.(payload)) ?? []
  }
}

/** The characters that JSON leaves in a text as they are are those between its quotes. */
const textDelta = /^\{"contentBlockIndex":(\d),"delta":\{"text":"([ !#-[\]-\uffff]*)"\},"p":"([ !#-[\]-\uffff]*)"\}$/

/** Parses a text's delta, in the order in which Bedrock writes its members. */
export const parse = (text: string): JsonObject | null => {
  const match = textDelta.exec(text)
  return match && { contentBlockIndex: Number(match[1]), delta: { text: match[2] }, p: match[3] }
}
