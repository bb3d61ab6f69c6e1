import { abortedError } from '../errors/aborted.ts'
import { BedrockError } from '../errors/bedrock-error.ts'
import { errorFromResponse } from '../errors/from-response.ts'
import { bodyText } from '../wire/body-text.ts'
import type { Auth, Fetch, Middleware, Send, SendContext } from '../wire/http.ts'

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

/** Reads a whole body. @throws BedrockError `network`, `aborted`, `timeout` */
export const textOf = async (response: Response, signal: AbortSignal | undefined): Promise<string> => {
  try {
    return await bodyText(response)
  } catch (cause) {
    throw errorFromFetch(cause, response.url || 'https://bedrock', signal)
  }
}

/** Shows the answer to the signer; a refusal is read whole, so that the signer knows what was refused. True: send it anew. */
const shown = async (
  auth: Auth,
  response: Response,
  sentAt: number,
  { operation, signal }: SendContext,
): Promise<readonly [response: Response, again?: boolean]> => {
  if (!auth.observe) return [response]
  const { status, headers } = response
  const answer = { status, headers, sentAt, receivedAt: Date.now() }
  if (status < 400) {
    auth.observe(answer)
    return [response]
  }
  const text = await textOf(response, signal)
  const refused = errorFromResponse(response, text, operation).code
  return [new Response(text, { status, headers }), auth.observe({ ...answer, refused })]
}

/** A request is signed last, after all middleware, and anew on every attempt. */
const exchange =
  (auth: Auth, fetch: Fetch, last?: boolean): Send =>
  async (request, context) => {
    const { url, method, headers, body } = await auth(request, { ...context, service: 'bedrock' })
    if (context.signal?.aborted) throw abortedError(context.signal)
    const sentAt = Date.now()
    let response: Response
    try {
      response = await fetch(url, {
        method,
        headers: { ...headers },
        // A redirect followed would carry the credentials to another host.
        redirect: 'manual',
        body: body ?? null,
        signal: context.signal ?? null,
      })
    } catch (cause) {
      throw errorFromFetch(cause, url, context.signal)
    }
    // What the signer itself throws is no failure of the network.
    const [heard, again] = await shown(auth, response, sentAt, context)
    return again && !last ? exchange(auth, fetch, true)(request, context) : heard
  }

/** Middleware outside, signing and `fetch` inside. */
export const createSend = (options: { auth: Auth; fetch?: Fetch; middleware?: readonly Middleware[] }): Send => {
  const fetch: Fetch = options.fetch ?? ((url, init) => globalThis.fetch(url, init))
  return (options.middleware ?? []).reduceRight<Send>((next, wrap) => wrap(next), exchange(options.auth, fetch))
}
