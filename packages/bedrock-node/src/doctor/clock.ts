import type { Fetch } from '@x/bedrock-core'
import { type Finding, lasting } from './finding.ts'

/** When an answer was asked for, came, and says it was written: milliseconds since 1970. */
export interface Timed {
  readonly sentAt: number
  readonly receivedAt: number
  readonly date: number
}

/** A transport that keeps the times of the first answer. */
export const timedFetch = (fetch: Fetch): { readonly fetch: Fetch; readonly first: () => Timed | undefined } => {
  let first: Timed | undefined
  return {
    first: () => first,
    fetch: async (url, init) => {
      const sentAt = Date.now()
      const response = await fetch(url, init)
      first ??= { sentAt, receivedAt: Date.now(), date: Date.parse(response.headers.get('date') ?? '') }
      return response
    },
  }
}

/** `Date` has whole seconds, and was written at some moment between sending and receiving. */
const skewOf = ({ sentAt, receivedAt, date }: Timed): number => {
  const [least, most] = [date - receivedAt, date + 1000 - sentAt]
  return least > 0 ? least : Math.min(most, 0)
}

const minute = 60_000

export const clockFinding = (timed: Timed | undefined): Finding => {
  if (timed === undefined || Number.isNaN(timed.date))
    return { about: 'clock', says: 'not known: no answer told the time' }
  const skew = skewOf(timed)
  if (skew === 0) return { about: 'clock', says: 'agrees with the service' }
  const says = `${lasting(skew)} ${skew > 0 ? 'behind' : 'ahead of'} the service`
  if (Math.abs(skew) < minute) return { about: 'clock', says }
  return {
    about: 'clock',
    says,
    problem:
      'AWS refuses signatures that are five minutes off. This client corrects itself; others do not. Set the clock.',
  }
}
