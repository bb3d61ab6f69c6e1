import type { AuthAnswer } from '@x/bedrock-core'
import { describe, expect, it } from 'vitest'
import { context, exampleCredentials, moment, request } from '../test/requests.ts'
import { sigv4 } from './sigv4.ts'

const minute = 60_000

/** An answer to a request sent now by a local clock, from a service whose clock says `serverTime`. */
const answer = (
  localTime: number,
  serverTime: number,
  over: Partial<AuthAnswer> & { age?: string } = {},
): AuthAnswer => ({
  status: 200,
  headers: new Headers({
    date: new Date(serverTime).toUTCString(),
    ...(over.age === undefined ? {} : { age: over.age }),
  }),
  sentAt: localTime,
  receivedAt: localTime + 200,
  ...over,
})

const dateOf = (headers: Readonly<Record<string, string>>): string | undefined => headers['x-amz-date']

describe('sigv4', () => {
  it('signs each attempt anew and strips what an earlier one left', async () => {
    let now = moment
    const auth = sigv4(exampleCredentials, { now: () => now })
    const first = await auth(request(), context)
    now += 6 * minute
    const second = await auth({ ...first, headers: { ...first.headers, 'X-Amz-Security-Token': 'stale' } }, context)
    expect(dateOf(first.headers)).toBe('20260102T030405Z')
    expect(dateOf(second.headers)).toBe('20260102T031005Z')
    expect(second.headers).not.toHaveProperty('x-amz-security-token')
    expect(second.headers).toEqual((await auth(request(), context)).headers)
    expect(second.headers['authorization']).toMatch(/SignedHeaders=content-type;host;x-amz-date,/)
  })

  it('signs again what grew old while it was being signed', async () => {
    const times = [moment, moment, moment, moment, moment + 5 * minute]
    const auth = sigv4(exampleCredentials, { now: () => times.shift() ?? moment + 5 * minute })
    expect(dateOf((await auth(request(), context)).headers)).toBe('20260102T030905Z')
  })

  it.each([
    [
      'ended credentials',
      { ...exampleCredentials, expiration: new Date(moment) },
      'expired-credentials',
      /2026-01-02T03:04:05/,
    ],
    ['a blank secret', { accessKeyId: 'AKID', secretAccessKey: ' ' }, 'broken-credentials', /secretAccessKey is blank/],
    ['a source with nothing', async () => undefined, 'no-credentials', /AWS_BEARER_TOKEN_BEDROCK.*apiKey/],
  ])('refuses %s', async (_, source, code, message) => {
    const failure = sigv4(source, { now: () => moment })(request(), context)
    await expect(failure).rejects.toMatchObject({ code, message: expect.stringMatching(message) })
  })

  it('asks its source again for credentials that the service calls ended', async () => {
    let asked = 0
    const auth = sigv4(async () => {
      asked += 1
      return { accessKeyId: `AKID${asked}`, secretAccessKey: 'x' }
    })
    await auth(request(), context)
    expect(auth.observe(answer(0, 0, { status: 403, refused: 'expired-credentials' }))).toBe(true)
    expect((await auth(request(), context)).headers['authorization']).toContain('Credential=AKID2/')
    await auth(request(), context)
    expect(asked).toBe(2)
  })

  it('asks for one more attempt only where signing anew may help', () => {
    const auth = sigv4(exampleCredentials)
    expect(auth.observe(answer(0, 0, { status: 403, refused: 'expired-signature' }))).toBe(true)
    for (const refused of ['invalid-signature', 'access-denied', 'throttled', 'validation'] as const)
      expect(auth.observe(answer(0, 0, { status: 403, refused }))).toBe(false)
    expect(auth.observe(answer(0, 0))).toBe(false)
  })
})

describe('the clock', () => {
  const hour = 60 * minute
  const refused = { status: 403, refused: 'expired-signature' } as const
  const guards: readonly (readonly [string, number, Partial<AuthAnswer> & { age?: string }, boolean])[] = [
    ['a refusal an hour off', hour, refused, true],
    ['a refusal an hour off, the other way', -hour, refused, true],
    ['a refusal within four minutes: the signature was late, not the clock', 3 * minute, refused, false],
    ['a success nearly five minutes off', 4.5 * minute, {}, true],
    ['a success within four minutes', 3.5 * minute, {}, false],
    ['a success an hour off: the signature passed, the Date is wrong', hour, {}, false],
    ['another refusal', hour, { status: 429, refused: 'throttled' }, false],
    ['an answer from a cache', hour, { ...refused, age: '3600' }, false],
    ['a call of more than fifteen minutes', hour, { ...refused, receivedAt: moment + 16 * minute }, false],
    ['an answer without a date', hour, { ...refused, headers: new Headers() }, false],
  ]

  it.each(guards)('%s', (_, offset, over, learns) => {
    const auth = sigv4(exampleCredentials, { now: () => moment })
    auth.observe(answer(moment, moment + offset, over))
    const learnt = auth.now() - moment
    expect(Math.abs(learnt - (learns ? offset : 0))).toBeLessThanOrEqual(1000)
  })

  it('is not pushed into the past by slow answers', async () => {
    const auth = sigv4(exampleCredentials, { now: () => moment + 6 * minute })
    auth.observe({ ...answer(moment, moment), receivedAt: moment + 6 * minute })
    expect(auth.now()).toBe(moment + 6 * minute)
  })

  it('signs with what it learnt', async () => {
    const auth = sigv4(exampleCredentials, { now: () => moment - hour })
    auth.observe(answer(moment - hour, moment, refused))
    expect(dateOf((await auth(request(), context)).headers)).toMatch(/^20260102T03040[456]Z$/)
  })
})
