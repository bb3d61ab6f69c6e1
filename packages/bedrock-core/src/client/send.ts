import { abortedError } from '../errors/aborted.ts'
import { BedrockError } from '../errors/bedrock-error.ts'
import { errorFromResponse } from '../errors/from-response.ts'
import { bodyText } from '../wire/body-text.ts'
import type { Auth, Fetch, HttpRequest, Middleware, Send, SendContext } from '../wire/http.ts'

/** Words an exception of `fetch`; its own message may name a host, never a credential. */
export const errorFromFetch = (cause: unknown, url: string, signal: AbortSignal | undefined): BedrockError => {
  if (BedrockError.is(cause)) return cause
  if (signal?.aborted) return abortedError(signal)
  const why =
    cause instanceof Error ? (cause.cause instanceof Error ? cause.cause.message : cause.message) : 'unknown reason'
  return new BedrockError(
    'network',
    `Could not reach ${new URL(url).host}: ${why}. Check the network, the region and the endpoint.`,
    { cause },
  )
}

interface Attempt {
  readonly response: Response
  /** The signer asks to sign anew and send once more. */
  readonly again: boolean
}

/** Shows the answer to the signer; a refusal is read whole, so that the signer knows what was refused. */
const shown = async (auth: Auth, response: Response, sentAt: number, operation: string): Promise<Attempt> => {
  if (auth.observe === undefined) return { response, again: false }
  const { status, headers } = response
  const times = { status, headers, sentAt, receivedAt: Date.now() }
  if (status < 400) {
    auth.observe(times)
    return { response, again: false }
  }
  const text = await bodyText(response)
  const { code } = errorFromResponse(response, text, operation)
  return { response: new Response(text, { status, headers }), again: auth.observe({ ...times, refused: code }) }
}

const attempt = async (auth: Auth, fetch: Fetch, request: HttpRequest, context: SendContext): Promise<Attempt> => {
  const { url, method, headers, body } = await auth(request, { ...context, service: 'bedrock' })
  if (context.signal?.aborted) throw abortedError(context.signal)
  const sentAt = Date.now()
  try {
    const response = await fetch(url, {
      method,
      headers: { ...headers },
      // A redirect followed would carry the credentials to another host.
      redirect: 'manual',
      body: body ?? null,
      signal: context.signal ?? null,
    })
    return await shown(auth, response, sentAt, context.operation)
  } catch (cause) {
    throw errorFromFetch(cause, url, context.signal)
  }
}

/** A request is signed last, after all middleware, and anew on every attempt. */
const exchange =
  (auth: Auth, fetch: Fetch): Send =>
  async (request, context) => {
    const first = await attempt(auth, fetch, request, context)
    return first.again ? (await attempt(auth, fetch, request, context)).response : first.response
  }

/** Middleware outside, signing and `fetch` inside. */
export const createSend = (options: { auth: Auth; fetch?: Fetch; middleware?: readonly Middleware[] }): Send => {
  const fetch: Fetch = options.fetch ?? ((url, init) => globalThis.fetch(url, init))
  return (options.middleware ?? []).reduceRight<Send>((next, wrap) => wrap(next), exchange(options.auth, fetch))
}
