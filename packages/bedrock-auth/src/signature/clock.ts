import type { AuthAnswer } from '@x/bedrock-core'

const second = 1000
const minute = 60 * second

/** AWS accepts five minutes either way; a correction starts to matter a minute earlier. */
const tolerated = 4 * minute
const accepted = 5 * minute
const longestCall = 15 * minute

/** The service's time as far as its answers have told it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Corrects itself by the `Date` of an answer; true when it did. */
  learn(answer: AuthAnswer): boolean
}

/**
 * The service wrote `Date` (whole seconds) at some moment between sending and receiving, which bounds the offset from
 * both sides: a slow answer says little and moves nothing. Answers from a cache (`age`) and calls of more than fifteen
 * minutes are not asked, as in the AWS SDK. An accepted signature proves that the clock was right within five minutes,
 * so a success corrects no more than that: a proxy's wrong clock cannot break what works.
 */
export const createClock = (local: () => number): Clock => {
  let offset = 0
  return {
    now: () => local() + offset,
    learn({ headers, sentAt, receivedAt, refused }) {
      const date = Date.parse(headers.get('date') ?? '')
      if (Number.isNaN(date) || headers.has('age') || receivedAt - sentAt > longestCall) return false
      const nearest = Math.min(Math.max(offset, date - receivedAt), date + second - sentAt)
      const change = Math.abs(nearest - offset)
      const believable = refused === 'expired-signature' || (refused === undefined && change <= accepted)
      if (change < tolerated || !believable) return false
      offset = nearest
      return true
    },
  }
}
