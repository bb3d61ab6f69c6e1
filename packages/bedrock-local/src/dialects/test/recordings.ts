import { existsSync, readFileSync } from 'node:fs'
import { EventStreamCodec } from '@smithy/eventstream-codec'
import { isJsonObject, type Json, type JsonObject, maybeText } from '@x/bedrock-core/family'

const folder = new URL('../../../../../../shared/recordings/', import.meta.url)
/** Whether the recordings are on this machine. */
export const present: boolean = existsSync(folder)
if (!present) console.warn('SKIPPED: the recordings are not on this machine (../shared/recordings).')

export interface Recording {
  id: string
  model: string
  operation: string
  url: string
  flags: string[]
  request: { headers: Record<string, string>; body: JsonObject | null }
  response: { status: number; headers: Record<string, string>; bodyBase64?: string }
}

export const recordings = (
  families: readonly string[] = ['anthropic', 'cohere', 'meta', 'openai', 'amazon', 'mistral'],
): Recording[] =>
  families.flatMap((family) =>
    readFileSync(new URL(`${family}.jsonl`, folder), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line): Recording => JSON.parse(line)),
  )

/** What the native forms here do not serve: text completions of old models, embeddings and reranking. */
const isChat = ({ model, operation, request: { body } }: Recording): boolean => {
  if (body === null) return false
  if (operation.startsWith('converse')) return true
  if (!operation.startsWith('invoke')) return false
  if (/anthropic|openai/.test(model)) return Array.isArray(body['messages'])
  return /cohere\.command-r/.test(model) || /meta\.llama/.test(model)
}

export const served = (): (Recording & { body: JsonObject })[] =>
  recordings().flatMap((recording) =>
    isChat(recording) && recording.request.body ? [{ ...recording, body: recording.request.body }] : [],
  )

/** Every path of keys in a value; lists count as one step, whatever their length. Tool input and schemas are the user's. */
export const pathsIn = (value: Json | undefined, path = ''): string[] => {
  if (/\.(input|parameters)$/.test(path)) return [path]
  if (Array.isArray(value)) return value.flatMap((item: Json) => pathsIn(item, `${path}[]`))
  if (!isJsonObject(value)) return [path]
  return Object.entries(value).flatMap(([key, member]) => [`${path}.${key}`, ...pathsIn(member, `${path}.${key}`)])
}

const decoder = new TextDecoder()
const codec = new EventStreamCodec(
  (input) => (typeof input === 'string' ? input : decoder.decode(input)),
  (input) => new TextEncoder().encode(input),
)

const parsed = (text: string): JsonObject => {
  const value: Json = JSON.parse(text)
  return isJsonObject(value) ? value : {}
}

/** The events of a whole stream's bytes: InvokeModel's are unpacked, Converse's stand under their event type. */
export const eventsIn = (bytes: Uint8Array): JsonObject[] => {
  const events: JsonObject[] = []
  for (let at = 0; at < bytes.length; ) {
    const length = new DataView(bytes.buffer, bytes.byteOffset + at).getUint32(0)
    const { headers, body } = codec.decode(bytes.subarray(at, at + length))
    const payload = parsed(decoder.decode(body))
    const chunk = maybeText(payload, 'bytes')
    events.push(
      chunk === undefined
        ? { [`${headers[':event-type']?.value}`]: payload }
        : { chunk: parsed(Buffer.from(chunk, 'base64').toString()), p: payload['p'] },
    )
    at += length
  }
  return events
}
