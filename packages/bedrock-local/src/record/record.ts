import type { Auth, Fetch } from '@x/bedrock-core'
import type { RawCall, Responder } from '../answer/responder.ts'
import { joinedBytes } from '../replay/bodies.ts'
import { Refusal } from '../wire/refusal.ts'
import { isFramed, through } from '../wire/through.ts'
import { lineOf } from './line.ts'

export interface RecordOptions {
  /** Proves the caller to the real service; what proved it here goes no further. From `@x/bedrock-auth`. */
  readonly auth: Auth
  /** Default `us-east-1`. */
  readonly region?: string
  /** Where calls are passed on to. Default: Bedrock's runtime in the region. */
  readonly upstream?: string
  /** Instead of the platform's `fetch`. */
  readonly fetch?: Fetch
  /** Takes each exchange as one line of a JSONL cassette, scrubbed, when its answer has been read to the end. */
  readonly write: (line: string) => void | Promise<void>
  /** Told why an exchange was passed on but not kept. Default: a warning on the console. */
  readonly onSkip?: (reason: string) => void
}

const passedOn = (name: string): boolean =>
  name === 'content-type' || name === 'accept' || name.startsWith('x-amzn-bedrock-')

/** Headers of the connection upstream, not of the answer. */
const unpacked = ['connection', 'content-encoding', 'content-length', 'keep-alive', 'transfer-encoding']

const exchangeUpstream = async (call: RawCall, options: RecordOptions): Promise<Response> => {
  const { auth, region = 'us-east-1', fetch = globalThis.fetch } = options
  const upstream = options.upstream ?? `https://bedrock-runtime.${region}.amazonaws.com`
  const { method, url, headers, body, signal } = call
  const request = {
    method: method === 'GET' ? ('GET' as const) : ('POST' as const),
    url: `${upstream.replace(/\/+$/, '')}${url.pathname}`,
    headers: Object.fromEntries([...headers].filter(([name]) => passedOn(name))),
    ...(body.length === 0 ? {} : { body }),
  }
  const operation = url.pathname.split('/').at(-1) ?? ''
  const signed = await auth(request, { region, service: 'bedrock', operation, signal })
  try {
    return await fetch(signed.url, {
      method: signed.method,
      headers: signed.headers,
      body: signed.body ?? null,
      signal,
      redirect: 'error',
    })
  } catch (error) {
    throw new Refusal(
      'ServiceUnavailableException',
      `${upstream} did not answer: ${error instanceof Error ? error.message : error}`,
    )
  }
}

/**
 * Passes calls on to real Bedrock, or any endpoint that speaks as it does, and writes down what was said, without what proves
 * or names the caller. A secret that a model spells out over several frames is not seen: read a cassette before you share it.
 */
export const record = (options: RecordOptions): Responder => {
  const { write, onSkip = (reason) => console.warn(reason) } = options
  return {
    respond: async (call) => {
      const answered = await exchangeUpstream(call, options)
      const headers = new Headers(answered.headers)
      for (const name of unpacked) headers.delete(name)
      const response = new Response(answered.body, { status: answered.status, headers })
      const keep = async (pieces: readonly Uint8Array[]): Promise<void> => {
        const { method, url, headers: requestHeaders, text: asked } = call
        const { status } = response
        const exchange = {
          method,
          url,
          requestHeaders,
          asked,
          status,
          headers,
          framed: isFramed(response),
          body: joinedBytes(pieces),
        }
        try {
          await write(lineOf(exchange))
        } catch (error) {
          onSkip(`${method} ${url.pathname} was not recorded: ${error instanceof Error ? error.message : error}`)
        }
      }
      if (response.body === null) {
        await keep([])
        return response
      }
      return through(response, async function* (pieces) {
        const all: Uint8Array[] = []
        for await (const piece of pieces) {
          all.push(piece)
          yield piece
        }
        await keep(all)
      })
    },
  }
}
