import { BedrockError, type Fetch } from '@x/bedrock-core'
import { readAmzDate } from './amz-date.ts'

/** Milliseconds. A signature must reach AWS within five minutes; one that is older than this is not worth sending. */
export const signatureLife: number = 4 * 60 * 1000

/**
 * For a `fetch` behind a queue or limiter: refuses a request whose signature has waited there for four minutes, which AWS
 * would answer with a 403. Put it innermost, around the real `fetch`; `now` is the signer's `now` where its clock differs.
 * @throws BedrockError `expired-signature`, retryable: the next attempt is signed anew
 */
export const refuseStale = (fetch: Fetch, now: () => number = Date.now): Fetch => {
  return async (url, init) => {
    const age = now() - readAmzDate(new Headers(init.headers).get('x-amz-date'))
    if (age > signatureLife)
      throw new BedrockError(
        'expired-signature',
        `The request was not sent: it was signed ${Math.round(age / 1000)} seconds ago and AWS takes five minutes. ` +
          'Queue calls rather than signed requests, or use an API key.',
        { retryable: true },
      )
    return fetch(url, init)
  }
}
