import { describe, expect, it } from 'vitest'
import { addressCases } from '../test/credential-cases.ts'
import { serve } from '../test/serve.ts'
import { containerCredentials } from './container.ts'
import { containerAddress } from './container-address.ts'

const cases = addressCases()
console.log(`Container addresses of smithy-rs: ${cases.length}`)

describe.skipIf(cases.length === 0)('addresses, as smithy-rs resolves them', () => {
  it.each(cases.map((one) => [one.docs, one] as const))('%s', (_, { env, result }) => {
    const nothingSet = Object.keys(env).length === 0
    if (result.Ok !== undefined) expect(containerAddress(env)).toBe(result.Ok)
    else if (nothingSet) expect(containerAddress(env)).toBeUndefined()
    else expect(() => containerAddress(env)).toThrow(/not a URL with a host/)
  })
})

describe('addresses that would lead elsewhere', () => {
  it.each([
    { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://example.com/credentials' },
    { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://169.254.170.2.evil.com/' },
    { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://localhost.evil.com/' },
    { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://169.254.170.2@evil.com/' },
    { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'https://user:word@example.com/' },
    { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'file:///etc/passwd' },
    { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '@evil.com/' },
    { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '.evil.com/' },
  ])('%j', (environment) => {
    expect(() => containerAddress(environment)).toThrow(expect.objectContaining({ code: 'broken-credentials' }))
  })
})

const answer = JSON.stringify({
  AccessKeyId: 'ASIA',
  SecretAccessKey: 'secret',
  Token: 'token',
  Expiration: '2030-01-01T00:00:00Z',
})

describe('containerCredentials', () => {
  it('has nothing where nothing is set', async () => {
    expect(await containerCredentials({ environment: {} })()).toBeUndefined()
  })

  it('asks with the token of the file, read anew each time, before that of the environment', async () => {
    const { origin, received } = await serve(() => ({ body: answer }))
    let reads = 0
    const provide = containerCredentials({
      environment: {
        AWS_CONTAINER_CREDENTIALS_FULL_URI: `${origin}/v1/credentials?a=1`,
        AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: '/token',
        AWS_CONTAINER_AUTHORIZATION_TOKEN: 'of the environment',
      },
      readFile: async (path) => {
        reads += 1
        return `${path} ${reads}\n`
      },
    })
    const credentials = await provide()
    await provide()
    expect([credentials?.accessKeyId, credentials?.secretAccessKey, credentials?.sessionToken]).toEqual([
      'ASIA',
      'secret',
      'token',
    ])
    expect(received.map(({ method, url, headers }) => [method, url, headers.authorization])).toEqual([
      ['GET', '/v1/credentials?a=1', '/token 1'],
      ['GET', '/v1/credentials?a=1', '/token 2'],
    ])
  })

  const environmentOf = (origin: string) => ({ AWS_CONTAINER_CREDENTIALS_FULL_URI: origin })
  it.each([
    ['a refusal', { status: 403, body: '{"message":"no role"}' }, /HTTP 403: no role/],
    ['an answer that is not JSON', { body: '<html>' }, /no usable access key id/],
    ['an answer without a secret', { body: '{"AccessKeyId":"ASIA"}' }, /no usable secret access key/],
    ['a failure that stays', { status: 500 }, /HTTP 500/],
  ])('%s is broken', async (_, reply, message) => {
    const { origin } = await serve(() => reply)
    const failure = containerCredentials({ environment: environmentOf(origin), pause: () => 0 })()
    await expect(failure).rejects.toMatchObject({ code: 'broken-credentials', message: expect.stringMatching(message) })
  })

  it.each([
    ['a token with a line break', { AWS_CONTAINER_AUTHORIZATION_TOKEN: 'a\r\nx: b' }, undefined, /line break/],
    ['a token file and no reader', { AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: '/token' }, undefined, /Pass readFile/],
    [
      'a token file that is missing',
      { AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: '/token' },
      () => Promise.reject(new Error('ENOENT')),
      /could not be read/,
    ],
  ])('%s is broken, and nothing is sent', async (_, token, readFile, message) => {
    const { origin, received } = await serve(() => ({ body: answer }))
    const environment = { ...environmentOf(origin), ...token }
    const failure = containerCredentials({ environment, ...(readFile === undefined ? {} : { readFile }) })()
    await expect(failure).rejects.toMatchObject({ code: 'broken-credentials', message: expect.stringMatching(message) })
    expect(received).toEqual([])
  })
})
