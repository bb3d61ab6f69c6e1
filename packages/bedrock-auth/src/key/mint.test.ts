import { getToken } from '@aws/bedrock-token-generator'
import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { context, exampleCredentials, moment, request } from '../test/requests.ts'
import { mintApiKey } from './mint.ts'
import { mintedApiKey } from './minted-key.ts'
import { readApiKey } from './read-key.ts'

const regions = ['us-east-1', 'eu-west-3', 'us-gov-west-1', 'cn-north-1'] as const

afterEach(() => vi.useRealTimers())

describe('mintApiKey', () => {
  it('gives the string of AWS’s own generator for the same second', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const life = fc.integer({ min: 1, max: 43_200 })
    const token = fc.option(fc.string({ minLength: 20, maxLength: 400, unit: fc.constantFrom(...'Ab1/+=') }), {
      nil: undefined,
    })
    const second = fc.integer({ min: moment, max: moment + 1e11 })
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...regions),
        life,
        token,
        second,
        async (region, expiresIn, sessionToken, now) => {
          vi.setSystemTime(now)
          const credentials = { ...exampleCredentials, ...(sessionToken === undefined ? {} : { sessionToken }) }
          const theirs = await getToken({ credentials, region, expiresInSeconds: expiresIn })
          expect(await mintApiKey(credentials, { region, expiresIn })).toBe(theirs)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('can be read back', async () => {
    const key = await mintApiKey(exampleCredentials, { region: 'eu-west-3', expiresIn: 60, date: new Date(moment) })
    expect(readApiKey(key)).toEqual({ kind: 'short-term', expiration: new Date(moment + 60_000), region: 'eu-west-3' })
  })

  it.each([0, -1, 43_201, 1.5, Number.NaN])('refuses a life of %s seconds', async (expiresIn) => {
    await expect(mintApiKey(exampleCredentials, { region: 'us-east-1', expiresIn })).rejects.toMatchObject({
      code: 'invalid-argument',
    })
  })
})

describe('mintedApiKey', () => {
  const keyFrom = async (auth: ReturnType<typeof mintedApiKey>, region: string): Promise<string> => {
    const url = `https://bedrock-runtime.${region}.amazonaws.com/model/m/converse`
    const { headers } = await auth(request({ url }), { ...context, region })
    return headers['authorization']?.replace('Bearer ', '') ?? ''
  }

  it('keeps one key for each region and renews it before its end', async () => {
    let now = moment
    let asked = 0
    const auth = mintedApiKey(
      async () => {
        asked += 1
        return exampleCredentials
      },
      { expiresIn: 3600, now: () => now, random: () => 0 },
    )
    const first = await keyFrom(auth, 'us-east-1')
    now += 50 * 60_000
    expect(await keyFrom(auth, 'us-east-1')).toBe(first)
    expect(readApiKey(await keyFrom(auth, 'eu-west-1')).region).toBe('eu-west-1')
    now += 6 * 60_000
    expect(await keyFrom(auth, 'us-east-1')).toBe(first)
    await vi.waitFor(async () => expect(await keyFrom(auth, 'us-east-1')).not.toBe(first))
    expect(asked).toBeLessThanOrEqual(3)
  })

  it('lives no longer than its credentials', async () => {
    const expiration = new Date(moment + 600_000)
    const auth = mintedApiKey({ ...exampleCredentials, expiration }, { now: () => moment })
    expect(readApiKey(await keyFrom(auth, 'us-east-1')).expiration).toEqual(expiration)
  })
})
