import type { Fetch, Usage } from '@x/bedrock-core'
import type { WireEnd } from './wire-view.ts'

/** Bytes as they came from the socket; never copied. */
export interface Chunk {
  readonly at: number
  readonly bytes: Uint8Array
}

/** One request and its answer, as far as it has come. Times by `performance.now`. */
export interface Exchange {
  readonly sentAt: number
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array | undefined
  response?: { readonly status: number; readonly headers: Headers; readonly at: number }
  readonly chunks: Chunk[]
  /** All that came, kept or not. */
  bytes: number
  end?: { readonly how: WireEnd; readonly at: number; readonly reason?: string }
  usage?: Usage
}

export interface RecordingLimits {
  /** Exchanges kept of one answer. Default 24. */
  readonly exchanges?: number
  /** Bytes kept of requests and answers together. Default 1 MiB. */
  readonly bytes?: number
}

const bodyOf = (body: unknown): Uint8Array | undefined => (body instanceof Uint8Array ? body : undefined)

const reasonOf = (cause: unknown): string => (cause instanceof Error ? cause.name : 'unknown')

/** The same body, watched: pulled only when it is pulled, cancelled when it is cancelled, and its bytes are the same bytes. */
const watched = (
  body: ReadableStream<Uint8Array>,
  take: (bytes: Uint8Array) => void,
  end: (how: WireEnd, cause?: unknown) => void,
): ReadableStream<Uint8Array> => {
  const reader = body.getReader()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read()
          if (done) {
            end('whole')
            controller.close()
            return
          }
          take(value)
          controller.enqueue(value)
        } catch (cause) {
          end('broken', cause)
          throw cause
        }
      },
      cancel(reason) {
        end('left')
        return reader.cancel(reason)
      },
    },
    { highWaterMark: 0 },
  )
}

/** What went over the wire for one answer, bounded. */
export class Recording {
  readonly startedAt: number = performance.now()
  readonly exchanges: Exchange[] = []
  more = 0
  #bytesLeft: number
  readonly #most: number

  constructor({ exchanges = 24, bytes = 1024 * 1024 }: RecordingLimits = {}) {
    this.#most = exchanges
    this.#bytesLeft = bytes
  }

  /** Calls `fetch` and keeps what it is given and gives. */
  async fetch(fetch: Fetch, url: string, init: RequestInit): Promise<Response> {
    if (this.exchanges.length >= this.#most) {
      this.more += 1
      return fetch(url, init)
    }
    const body = bodyOf(init.body)
    const exchange: Exchange = {
      sentAt: performance.now(),
      method: init.method ?? 'GET',
      url,
      headers: Object.fromEntries(new Headers(init.headers)),
      body: this.#keeps(body?.byteLength ?? 0) ? body : undefined,
      chunks: [],
      bytes: 0,
    }
    this.exchanges.push(exchange)
    const end = (how: WireEnd, cause?: unknown): void => {
      exchange.end ??= { how, at: performance.now(), ...(cause === undefined ? {} : { reason: reasonOf(cause) }) }
    }
    try {
      const response = await fetch(url, init)
      const { status, statusText, headers } = response
      exchange.response = { status, headers, at: performance.now() }
      if (response.body === null) {
        end('whole')
        return response
      }
      return new Response(
        watched(response.body, (bytes) => this.#take(exchange, bytes), end),
        { status, statusText, headers },
      )
    } catch (cause) {
      end(init.signal?.aborted ? 'left' : 'broken', cause)
      throw cause
    }
  }

  /** The client's own count for the call that ended last. */
  counted(usage: Usage): void {
    const last = this.exchanges.at(-1)
    if (last !== undefined) last.usage = usage
  }

  #take(exchange: Exchange, bytes: Uint8Array): void {
    exchange.bytes += bytes.byteLength
    if (this.#keeps(bytes.byteLength)) exchange.chunks.push({ at: performance.now(), bytes })
  }

  /** Once something did not fit nothing more is kept, so that what is kept has no gap. */
  #keeps(bytes: number): boolean {
    this.#bytesLeft = bytes > this.#bytesLeft ? 0 : this.#bytesLeft - bytes
    return this.#bytesLeft > 0
  }
}
