import { unreadable } from '../errors/unreadable.ts'
import { maybeObject, maybeText } from '../family/read.ts'
import type { Delta } from '../speech/delta.ts'
import { type JsonObject, parseJson } from '../speech/json.ts'
import { base64OfBytes, bytesOfBase64 } from '../wire/base64.ts'

/** A block that can only be given out once it is whole. */
export interface Gathered {
  /** What `contentBlockStart` said. */
  readonly start: JsonObject
  input: string
  readonly results: JsonObject[]
  readonly bytes: string[]
}

const bytesOf = (base64: string): Uint8Array => {
  try {
    return bytesOfBase64(base64)
  } catch (cause) {
    throw unreadable('a blob is not base64', cause)
  }
}

/** Pieces of base64 do not add up to base64: each may end in its own padding. */
const joined = (pieces: readonly string[]): string => {
  const [only] = pieces
  if (only !== undefined && pieces.length === 1) return only
  const parts = pieces.map(bytesOf)
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return base64OfBytes(whole)
}

/** What a gathered block has become, by the member of its start. */
export const finished = (gathered: Gathered, block: number): Delta[] => {
  const { start, bytes } = gathered
  const tool = maybeObject(start, 'toolUse')
  if (tool)
    return [
      {
        type: 'raw',
        block,
        value: { toolUse: { ...tool, input: parseJson(gathered.input.trim() || '{}', gathered.input) } },
      },
    ]
  const result = maybeObject(start, 'toolResult')
  if (result) return [{ type: 'raw', block, value: { toolResult: { ...result, content: gathered.results } } }]
  const image = maybeObject(start, 'image')
  if (bytes.length === 0) return []
  if (image)
    return [{ type: 'file', block, mediaType: `image/${maybeText(image, 'format') ?? 'png'}`, data: joined(bytes) }]
  return [{ type: 'reasoning', block, redacted: joined(bytes) }]
}

/** Begins a block of which `contentBlockStart` said this. */
export const gather = (start: JsonObject): Gathered => ({ start, input: '', results: [], bytes: [] })
