import { BedrockError } from '../errors/bedrock-error.ts'
import type { Auth, Fetch, HttpRequest, Middleware, Send, SendContext } from '../wire/http.ts'

const abortedError = (cause: unknown): BedrockError<'aborted'> =>
  new BedrockError('aborted', 'The call was aborted by its caller.', { cause })

/** Words an exception of `fetch`; its own message may name a host, never a credential. */
export const errorFromFetch = (cause: unknown, url: string, signal: AbortSignal | undefined): BedrockError => {
  if (BedrockError.is(cause)) return cause
  if (signal?.aborted) return abortedError(cause)
  const why =
    cause instanceof Error ? (cause.cause instanceof Error ? cause.cause.message : cause.message) : 'unknown reason'
  return new BedrockError(
    'network',
    `Could not reach ${new URL(url).host}: ${why}. Check the network, the region and the endpoint.`,
    { cause },
  )
}

/** A request is signed last, after all middleware, and anew on every attempt. */
const exchange =
  (auth: Auth, fetch: Fetch): Send =>
  async (request: HttpRequest, context: SendContext) => {
    const { url, method, headers, body } = await auth(request, { ...context, service: 'bedrock' })
    if (context.signal?.aborted) throw abortedError(context.signal.reason)
    try {
      return await fetch(url, {
        method,
        headers: { ...headers },
        // A redirect followed would carry the credentials to another host.
        redirect: 'manual',
        ...(body === undefined ? {} : { body }),
        ...(context.signal === undefined ? {} : { signal: context.signal }),
      })
    } catch (cause) {
      throw errorFromFetch(cause, url, context.signal)
    }
  }

/** Middleware outside, signing and `fetch` inside. */
export const createSend = (options: { auth: Auth; fetch?: Fetch; middleware?: readonly Middleware[] }): Send => {
  const fetch: Fetch = options.fetch ?? ((url, init) => globalThis.fetch(url, init))
  return (options.middleware ?? []).reduceRight<Send>((next, wrap) => wrap(next), exchange(options.auth, fetch))
}
