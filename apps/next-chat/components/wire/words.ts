import { isJsonObject, type Json } from '@x/bedrock-core/ui'
import type { WireFrame } from '../../server/wire/wire-view.ts'

export const milliseconds = (ms: number): string =>
  ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`

export const size = (bytes: number): string =>
  bytes < 1000 ? `${bytes} B` : bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`

const parsed = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

/** JSON laid out; other text as it is. */
export const laidOut = (text: string): string => {
  const value = parsed(text)
  return value === undefined ? text : JSON.stringify(value, undefined, 2)
}

/** What a frame is called: the service's event type and, inside it, the model's own. */
export const eventOf = ({ headers, payload, inner }: WireFrame): string => {
  const value = parsed(inner ?? payload)
  const own = isJsonObject(value) && typeof value['type'] === 'string' ? value['type'] : undefined
  const outer = headers[':event-type'] ?? headers[':exception-type'] ?? headers[':message-type'] ?? 'frame'
  return own === undefined || inner === undefined ? outer : `${outer} · ${own}`
}
