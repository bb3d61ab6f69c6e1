import { BedrockError, bodyText, type Fetch, type HttpRequest } from '@x/bedrock-core'
import { broken } from '../source/provide.ts'

/** How a source reaches its service. */
export interface Reach {
  /** Default: the platform's. */
  readonly fetch?: Fetch
  /** Milliseconds for each attempt. */
  readonly timeout?: number
  /** Attempts in all when the service cannot be reached or fails by itself (HTTP 429, 5xx); default three. */
  readonly attempts?: number
  /** Milliseconds before the next attempt; default 100 times the square of the attempt. */
  readonly pause?: (attempt: number) => number
}

export interface TextAnswer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** By the local clock, milliseconds since 1970. */
  readonly sentAt: number
  readonly receivedAt: number
}

/** Characters. Credentials take a few thousand; what is cut holds none. */
const longestAnswer = 2 ** 16

const once = async (request: HttpRequest, reach: Reach): Promise<TextAnswer> => {
  const fetch: Fetch = reach.fetch ?? ((url, init) => globalThis.fetch(url, init))
  const sentAt = Date.now()
  const response = await fetch(request.url, {
    method: request.method,
    headers: { ...request.headers },
    // What is sent here proves an identity: it goes nowhere else.
    redirect: 'manual',
    signal: AbortSignal.timeout(reach.timeout ?? 5000),
    ...(request.body === undefined ? {} : { body: request.body }),
  })
  const receivedAt = Date.now()
  const text = await bodyText(response, longestAnswer)
  return { status: response.status, headers: response.headers, text, sentAt, receivedAt }
}

const unreachable = (source: string, url: string, cause: unknown): BedrockError<'broken-credentials'> => {
  const why =
    cause instanceof Error ? (cause.cause instanceof Error ? cause.cause.message : cause.message) : 'unknown reason'
  return broken(source, `could not reach ${new URL(url).host} (${why}).`, 'Check the network and the address.', cause)
}

const failsByItself = (status: number): boolean => status === 429 || status >= 500

/**
 * Asks a credential service, again when it fails by itself. `make` builds each attempt anew, so that it can be signed anew.
 * @throws BedrockError `broken-credentials` when it cannot be reached; what `make` throws
 */
export const fetchText = async (
  source: string,
  make: () => Promise<HttpRequest>,
  reach: Reach,
): Promise<TextAnswer> => {
  const { attempts = 3, pause = (attempt: number): number => 100 * attempt ** 2 } = reach
  for (let attempt = 1; ; attempt += 1) {
    const request = await make()
    const answer = await once(request, reach).catch((cause: unknown) => unreachable(source, request.url, cause))
    const again = BedrockError.is(answer) || failsByItself(answer.status)
    if (!again || attempt >= attempts) {
      if (BedrockError.is(answer)) throw answer
      return answer
    }
    await new Promise((resolve) => setTimeout(resolve, pause(attempt)))
  }
}
