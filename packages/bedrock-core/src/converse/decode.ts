import { maybeObject, maybeText, objectsOf, readList, readObject, readText, rowOf } from '../family/read.ts'
import type { Delta } from '../speech/delta.ts'
import type { JsonObject } from '../speech/json.ts'
import { readCitation } from './citations.ts'
import { asides, endings } from './metadata.ts'

type BlockReader = (value: JsonObject, block: number) => Delta[] | undefined

const textDelta = (block: number, text: string): Delta[] => (text === '' ? [] : [{ type: 'text', block, text }])

/** Reads reasoning text and its signature, of which a stream says one at a time. */
export const thought = (block: number, said: JsonObject): Delta[] => {
  const text = maybeText(said, 'text') || undefined
  const signature = maybeText(said, 'signature')
  return text === undefined && signature === undefined ? [] : [{ type: 'reasoning', block, text, signature }]
}

const reasoning: BlockReader = (value, block) => {
  const redacted = maybeText(value, 'redactedContent')
  if (redacted !== undefined) return [{ type: 'reasoning', block, redacted }]
  const said = maybeObject(value, 'reasoningText')
  if (said === undefined) return undefined
  return thought(block, said)
}

/** One row for each member of the service's ContentBlock that our words know; `undefined` leaves the block raw. */
const readers: Readonly<Record<string, BlockReader>> = {
  reasoningContent: reasoning,
  // `server_tool_use`: Bedrock ran the tool itself, nobody must call it.
  toolUse: (value, block) =>
    value['type'] === 'server_tool_use'
      ? undefined
      : [
          {
            type: 'tool',
            block,
            id: readText(value, 'toolUseId'),
            name: readText(value, 'name'),
            input: JSON.stringify(value['input'] ?? {}),
          },
        ],
  citationsContent: (value, block) => [
    ...textDelta(
      block,
      objectsOf(value, 'content')
        .map((content) => maybeText(content, 'text') ?? '')
        .join(''),
    ),
    ...objectsOf(value, 'citations').map(
      (citation): Delta => ({ type: 'citation', block, citation: readCitation(citation) }),
    ),
  ],
  image: (value, block) => {
    const data = maybeText(maybeObject(value, 'source') ?? {}, 'bytes')
    const format = maybeText(value, 'format')
    return data === undefined || format === undefined
      ? undefined
      : [{ type: 'file', block, mediaType: `image/${format}`, data }]
  },
}

const readBlock = (content: JsonObject, block: number): Delta[] => {
  const text = maybeText(content, 'text')
  if (text !== undefined) return textDelta(block, text)
  for (const key of Object.keys(content)) {
    const value = maybeObject(content, key)
    const deltas = value && rowOf(readers, key)?.(value, block)
    if (deltas !== undefined) return deltas
  }
  return [{ type: 'raw', block, value: content }]
}

/** Reads a whole Converse answer. @throws BedrockError `malformed` */
export const decode = (body: JsonObject): Delta[] => {
  const message = readObject(readObject(body, 'output'), 'message')
  readList(message, 'content')
  const blocks = objectsOf(message, 'content').flatMap((content, block): Delta[] => {
    const deltas = readBlock(content, block)
    return deltas.length === 0 ? deltas : [...deltas, { type: 'end', block }]
  })
  return [...blocks, ...endings(body), ...asides(body)]
}
