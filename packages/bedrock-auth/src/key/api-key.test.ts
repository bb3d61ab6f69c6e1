import { describe, expect, it } from 'vitest'
import { context, exampleCredentials, moment, request } from '../test/requests.ts'
import { apiKey } from './api-key.ts'
import { mintApiKey } from './mint.ts'
import { readApiKey } from './read-key.ts'

const longTerm = `ABSK${'QmVkcm9ja0FQSUtleS0'.repeat(7)}=`
const mint = (expiresIn: number, region = 'us-east-1') =>
  mintApiKey(exampleCredentials, { region, expiresIn, date: new Date(moment) })

describe('readApiKey', () => {
  it.each([
    [longTerm, 'long-term'],
    ['bedrock-api-key-', 'short-term'],
    ['bedrock-api-key-not base64!', 'short-term'],
    ['bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t', 'short-term'],
    ['sk-proxy-key', 'unknown'],
    ['ABSK', 'unknown'],
    ['', 'unknown'],
  ])('%s is %s, and tells no end', (key, kind) => {
    expect(readApiKey(key)).toEqual({ kind })
  })
})

describe('apiKey', () => {
  it('sends the key and nothing of an earlier signature', async () => {
    const headers = {
      Authorization: 'AWS4-HMAC-SHA256 old',
      'X-Amz-Date': 'old',
      'x-amz-security-token': 'old',
      accept: '*/*',
    }
    const sent = await apiKey(longTerm)(request({ headers }), context)
    expect(sent).toEqual({ ...request(), headers: { accept: '*/*', authorization: `Bearer ${longTerm}` } })
  })

  it.each([
    ['no key anywhere', undefined, {}, 'no-credentials', /AWS_BEARER_TOKEN_BEDROCK: is not set/],
    ['a blank key', ' ', { AWS_BEARER_TOKEN_BEDROCK: '' }, 'no-credentials', /Pass apiKey/],
    [
      'a function without a key',
      async () => undefined,
      { AWS_BEARER_TOKEN_BEDROCK: 'ABSKx' },
      'no-credentials',
      /function had none/,
    ],
    ['an access key id', 'AKIAIOSFODNN7EXAMPLE', {}, 'broken-credentials', /access key id/],
    ['a key with a line break', 'ABSK\r\nx-evil: 1', {}, 'broken-credentials', /Copy the key again/],
    ['a key that is not ASCII', 'ABSKключ', {}, 'broken-credentials', /Copy the key again/],
  ])('refuses %s', async (_, key, environment, code, message) => {
    const failure = apiKey(key, { environment })(request(), context)
    await expect(failure).rejects.toMatchObject({ code, message: expect.stringMatching(message) })
  })

  it('refuses an ended key before sending and names the time', async () => {
    const key = await mint(60)
    const auth = (now: number) => apiKey(key, { now: () => now })(request(), context)
    await expect(auth(moment + 59_000)).resolves.toMatchObject({ headers: { authorization: `Bearer ${key}` } })
    await expect(auth(moment + 60_000)).rejects.toMatchObject({
      code: 'expired-credentials',
      message: expect.stringContaining('2026-01-02T03:05:05.000Z'),
    })
  })

  it('refuses a key of another region', async () => {
    const failure = apiKey(await mint(600, 'eu-west-1'), { now: () => moment })(request(), context)
    await expect(failure).rejects.toMatchObject({
      code: 'invalid-credentials',
      message: expect.stringMatching(/eu-west-1.*us-east-1/),
    })
  })

  it.each([
    [
      'https://bedrock-runtime.us-east-1.amazonaws.com/model/m/invoke-with-bidirectional-stream',
      'invoke-with-bidirectional-stream',
    ],
    ['https://bedrock-agent.us-east-1.amazonaws.com/agents/', 'list'],
    ['https://bedrock-agent-runtime-fips.us-east-1.amazonaws.com/retrieve', 'retrieve'],
    ['https://bedrock-data-automation-runtime.us-east-1.amazonaws.com/', 'invoke'],
  ])('refuses %s', async (url, operation) => {
    const failure = apiKey(longTerm)(request({ url }), { ...context, operation })
    await expect(failure).rejects.toMatchObject({ code: 'unsupported', message: expect.stringContaining('sigv4') })
  })

  it('asks a function once for all who wait, and again before the key ends', async () => {
    let now = moment
    let asked = 0
    const give = async () => {
      asked += 1
      return mintApiKey(exampleCredentials, { region: 'us-east-1', expiresIn: 3600, date: new Date(now) })
    }
    const auth = apiKey(give, { now: () => now, random: () => 0 })
    await Promise.all(Array.from({ length: 100 }, () => auth(request(), context)))
    expect(asked).toBe(1)
    now += 56 * 60_000
    await auth(request(), context)
    expect(asked).toBe(2)
  })
})
