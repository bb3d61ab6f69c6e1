import { describe, expect, it } from 'vitest'
import { context, exampleCredentials, moment, request } from '../test/requests.ts'
import { readAmzDate } from './amz-date.ts'
import { refuseStale } from './refuse-stale.ts'
import { sigv4 } from './sigv4.ts'

const minute = 60_000

describe('refuseStale', () => {
  const sendAfter = async (wait: number, headers?: Record<string, string>) => {
    let now = moment
    const sent: string[] = []
    const auth = sigv4(exampleCredentials, { now: () => now })
    const fetch = refuseStale(async (url) => {
      sent.push(url)
      return new Response()
    }, auth.now)
    const signed = await auth(request(), context)
    now += wait
    const outcome = await fetch(signed.url, { headers: headers ?? { ...signed.headers } }).catch(
      (error: unknown) => error,
    )
    return { outcome, sent }
  }

  it.each([0, minute, 4 * minute])('sends after %d ms', async (wait) => {
    expect((await sendAfter(wait)).sent).toHaveLength(1)
  })

  it('refuses after more than four minutes, and the next attempt may pass', async () => {
    const { outcome, sent } = await sendAfter(4 * minute + 1)
    expect(outcome).toMatchObject({
      code: 'expired-signature',
      retryable: true,
      message: expect.stringContaining('240 seconds ago'),
    })
    expect(sent).toEqual([])
  })

  it('lets requests with a key wait as long as they like', async () => {
    expect((await sendAfter(60 * minute, { authorization: 'Bearer x' })).sent).toHaveLength(1)
  })
})

describe('readAmzDate', () => {
  it.each(['', 'soon', '2026-01-02T03:04:05Z', '20260102T030405', null, undefined])('%j is no date', (text) => {
    expect(readAmzDate(text)).toBeNaN()
  })

  it('reads seconds', () => expect(readAmzDate('20260102T030405Z')).toBe(moment))
})
