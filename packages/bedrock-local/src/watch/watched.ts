import type { Json } from '@x/bedrock-core/family'
import { readFrame } from '../wire/frame-borders.ts'
import { isFramed, type Pieces, through } from '../wire/through.ts'
import type { WatchEvent, WatchedFrame, Watcher } from './event.ts'
import { shownHeaders, shownPath } from './headers.ts'

/** Characters of a body that are kept for a reader; more is cut off. */
const mostCharacters = 200_000

/** A body for a reader: JSON where it is that, the beginning of the text where it is not or is very long. */
const shownBody = (text: string): Json => {
  if (text.length > mostCharacters)
    return `${text.slice(0, mostCharacters)}… (${text.length - mostCharacters} more characters)`
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

const shownFrame = (bytes: Uint8Array): WatchedFrame => {
  try {
    const { headers, payload, text } = readFrame(bytes)
    return { bytes: bytes.length, headers, payload: payload ?? text }
  } catch (error) {
    return { bytes: bytes.length, broken: error instanceof Error ? error.message : String(error) }
  }
}

/** Tells of one call as it goes. */
export interface Watch {
  readonly request: (request: Request) => void
  readonly body: (text: string) => void
  /** The same response, watched as it is read. */
  readonly response: (response: Response) => Response
}

type Told = WatchEvent extends infer Event ? (Event extends WatchEvent ? Omit<Event, 'id' | 'at'> : never) : never

/** Watches one call. @param now milliseconds since 1970 */
export const createWatch = (id: string, watcher: Watcher, now: () => number): Watch => {
  const tell = (told: Told): void => watcher({ id, at: now(), ...told })

  async function* watching(pieces: Pieces, gone: AbortSignal, framed: boolean): Pieces {
    const decoder = new TextDecoder()
    let text = ''
    let how: 'whole' | 'broken' | 'left' = 'left'
    try {
      for await (const piece of pieces) {
        if (framed) tell({ type: 'frame', frame: shownFrame(piece) })
        else text += decoder.decode(piece, { stream: true })
        yield piece
      }
      how = gone.aborted ? 'left' : 'whole'
    } catch (error) {
      how = 'broken'
      throw error
    } finally {
      if (!framed) tell({ type: 'response-body', body: shownBody(text) })
      tell({ type: 'end', how })
    }
  }

  return {
    request: (request) =>
      tell({
        type: 'request',
        method: request.method,
        path: shownPath(request.url),
        headers: shownHeaders(request.headers),
      }),
    body: (text) => tell({ type: 'request-body', body: shownBody(text) }),
    response: (response) => {
      tell({ type: 'response', status: response.status, headers: shownHeaders(response.headers) })
      const framed = isFramed(response)
      return through(response, (pieces, gone) => watching(pieces, gone, framed))
    },
  }
}
