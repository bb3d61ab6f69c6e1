import { getToken } from '@aws/bedrock-token-generator'
import { describe, expect, it, vi } from 'vitest'
import type { LocalBedrockOptions } from '../options.ts'
import { type Identity, testIdentity } from './identity.ts'
import { send, signedAt, signedByAws } from './test/signed-by-aws.ts'

describe('an API key', () => {
  const sendKey = async (key: string, now = signedAt, options: LocalBedrockOptions = {}) => {
    const draft = await signedByAws()
    return send(
      { ...draft, headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' } },
      { now: () => now, ...options },
    )
  }
  const shortTerm = async (identity: Identity, expiresInSeconds: number): Promise<string> => {
    vi.useFakeTimers({ now: signedAt, toFake: ['Date'] })
    const key = await getToken({ credentials: identity, region: 'us-east-1', expiresInSeconds })
    vi.useRealTimers()
    return key
  }

  it('of long term is accepted', async () => {
    expect(await sendKey(testIdentity.apiKey)).toMatchObject({ status: 200 })
  })

  it('by AWS’s own generator is accepted, also for temporary keys, and until it ends', async () => {
    const key = await shortTerm(testIdentity, 3600)
    expect(await sendKey(key)).toMatchObject({ status: 200 })
    expect(await sendKey(key, signedAt + 3_599_000)).toMatchObject({ status: 200 })
    expect(await sendKey(key, signedAt + 3_600_000)).toMatchObject({
      status: 403,
      type: 'AccessDeniedException',
      message: 'Bearer Token has expired',
    })
    expect(await sendKey(key, signedAt, { region: 'eu-west-1' })).toMatchObject({ status: 403 })
    const temporary: Identity = {
      accessKeyId: 'ASIATEST',
      secretAccessKey: 'secret',
      sessionToken: 'a/token+with=signs',
    }
    expect(await sendKey(await shortTerm(temporary, 60), signedAt, { identities: [temporary] })).toMatchObject({
      status: 200,
    })
  })

  it.each([
    ['of another prefix', 'sk-ant-123', 'Invalid API Key format: Must start with pre-defined prefix'],
    [
      'nobody knows',
      `${testIdentity.apiKey.slice(0, -4)}AAAA`,
      'Authentication failed: Please make sure your API Key is valid.',
    ],
    ['that is no base64', 'bedrock-api-key-%%%', 'Authentication failed: Please make sure your API Key is valid.'],
    [
      'that holds something else',
      `bedrock-api-key-${btoa('example.com/?Action=x')}`,
      'Authentication failed: Please make sure your API Key is valid.',
    ],
  ])('%s is refused', async (_what, key, message) => {
    expect(await sendKey(key)).toEqual({ status: 403, type: 'AccessDeniedException', message })
  })

  it('signed with another secret, or stretched, is refused', async () => {
    const forged = await shortTerm({ ...testIdentity, secretAccessKey: 'guess' }, 3600)
    expect(await sendKey(forged)).toMatchObject({
      status: 403,
      message: expect.stringContaining('Authentication failed'),
    })
    const honest = atob((await shortTerm(testIdentity, 60)).slice('bedrock-api-key-'.length))
    const stretched = `bedrock-api-key-${btoa(honest.replace('X-Amz-Expires=60', 'X-Amz-Expires=43200'))}`
    expect(await sendKey(stretched)).toMatchObject({
      status: 403,
      message: expect.stringContaining('Authentication failed'),
    })
  })
})
