import type { Dispatcher } from 'undici'

type Headers = Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseStart']>>[2]

/** Bytes that may lie unread before the socket rests: what one read of it brings at most. */
const mostUnread = 65_536

const withoutBody: ReadonlySet<number> = new Set([204, 205, 304])

const pairsOf = (headers: Headers): [string, string][] =>
  Object.entries(headers).flatMap(([name, value]) => [value ?? []].flat().map((one): [string, string] => [name, one]))

/** fetch's own words: what tells errors of a connection apart reads them. */
const failure = (message: 'fetch failed' | 'terminated', cause: unknown): TypeError => new TypeError(message, { cause })

/** One request, answered with the platform's own Response by the manners of `fetch`; codings are left as they come. */
class Exchange implements Dispatcher.DispatchHandler {
  readonly #resolve: (response: Response) => void
  readonly #reject: (reason: unknown) => void
  readonly #signal: AbortSignal | null
  #controller: Dispatcher.DispatchController | undefined
  #body: ReadableStreamDefaultController<Uint8Array> | undefined
  /** What one read of the socket brought: given out as one. */
  #chunks: Uint8Array[] = []
  #over = false

  constructor(signal: AbortSignal | null, resolve: (response: Response) => void, reject: (reason: unknown) => void) {
    this.#signal = signal
    this.#resolve = resolve
    this.#reject = reject
    signal?.addEventListener('abort', this.#abort)
  }

  /** Comes again where undici sends once more on another connection. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    // Node loads its fetch with the first use of one of its classes: while the model thinks, not when it has answered.
    setImmediate(() => Response)
    if (this.#over) controller.abort(new Error('The request was left before it was sent.'))
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number, headers: Headers, statusText = ''): void {
    if (status < 200) return
    const body = withoutBody.has(status) ? null : this.#stream(controller)
    this.#resolve(new Response(body, { status, statusText, headers: pairsOf(headers) }))
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Uint8Array): void {
    if (this.#chunks.push(chunk) === 1) queueMicrotask(this.#give)
  }

  onResponseEnd(): void {
    this.#give()
    // undici takes up the connection again in the turn after this one. Who asks at once, as tools do, shall find it, and not
    // wait for another one's handshake.
    setImmediate(setImmediate, () => {
      if (this.#end()) this.#body?.close()
    })
  }

  onResponseError(_: Dispatcher.DispatchController, cause: Error): void {
    this.#give()
    if (!this.#end()) return
    this.#reject(failure('fetch failed', cause))
    this.#body?.error(failure('terminated', cause))
  }

  #stream(controller: Dispatcher.DispatchController): ReadableStream<Uint8Array> {
    return new ReadableStream<Uint8Array>(
      {
        start: (body) => {
          this.#body = body
        },
        pull: () => controller.resume(),
        cancel: (reason: unknown) => this.#leave(reason),
      },
      { highWaterMark: mostUnread, size: ({ length }) => length },
    )
  }

  readonly #give = (): void => {
    const chunks = this.#chunks
    const [first] = chunks
    if (first === undefined) return
    this.#chunks = []
    if (this.#over || this.#body === undefined) return
    this.#body.enqueue(chunks.length === 1 ? first : Buffer.concat(chunks))
    if ((this.#body.desiredSize ?? 0) <= 0) this.#controller?.pause()
  }

  readonly #abort = (): void => this.#leave(this.#signal?.reason)

  #leave(reason: unknown): void {
    if (!this.#end()) return
    this.#reject(reason)
    this.#body?.error(reason)
    this.#controller?.abort(reason instanceof Error ? reason : new Error('The answer was left.', { cause: reason }))
  }

  /** Whether it had not ended before. */
  #end(): boolean {
    if (this.#over) return false
    this.#over = true
    this.#signal?.removeEventListener('abort', this.#abort)
    return true
  }
}

/**
 * Sends bytes or a string by undici's lower level, which writes them at once. Its `fetch` wraps them into a stream, copies
 * them twice and takes twice the time of all the rest of a call.
 */
export const exchange = (
  dispatcher: Pick<Dispatcher, 'dispatch'>,
  request: Dispatcher.DispatchOptions,
  signal: AbortSignal | null,
): Promise<Response> =>
  new Promise((resolve, reject) => {
    if (signal?.aborted) reject(signal.reason)
    else dispatcher.dispatch(request, new Exchange(signal, resolve, reject))
  })
