import { describe, expect, it } from 'vitest'
import type { Environment } from './environment.ts'
import { type AuthKey, fromEnv, resolveAuth } from './resolve-auth.ts'
import { context, request } from './test/requests.ts'

const explicitPair: AuthKey = { accessKeyId: 'AKIDEXPLICIT', secretAccessKey: 'explicit-secret' }
const token: Environment = { AWS_BEARER_TOKEN_BEDROCK: 'ABSKenvironment' }
const pair: Environment = { AWS_ACCESS_KEY_ID: 'AKIDENVIRONMENT', AWS_SECRET_ACCESS_KEY: 'environment-secret' }
const session: Environment = { AWS_SESSION_TOKEN: 'environment-session' }
const blank: Environment = { AWS_BEARER_TOKEN_BEDROCK: ' ', AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '\n' }
const further = async () => ({ accessKeyId: 'AKIDFURTHER', secretAccessKey: 'further-secret' })

/** Who signed, as the request shows it; `+session` when a session token went along. */
const identity = (headers: Readonly<Record<string, string>>): string => {
  const authorization = headers['authorization'] ?? ''
  const who = /Credential=([^/]+)/.exec(authorization)?.[1] ?? authorization
  return headers['x-amz-security-token'] === undefined ? who : `${who}+${headers['x-amz-security-token']}`
}

const winners: readonly (readonly [string, AuthKey, Environment, string])[] = [
  ['explicit key over all', { apiKey: 'ABSKexplicit', ...explicitPair }, { ...token, ...pair }, 'Bearer ABSKexplicit'],
  ['explicit pair over the token of the environment', explicitPair, { ...token, ...pair }, 'AKIDEXPLICIT'],
  ['explicit pair without the session of the environment', explicitPair, { ...pair, ...session }, 'AKIDEXPLICIT'],
  [
    'explicit pair with its own session',
    { ...explicitPair, sessionToken: 'own' },
    { ...pair, ...session },
    'AKIDEXPLICIT+own',
  ],
  ['a blank explicit key is none', { apiKey: '  ', ...explicitPair }, token, 'AKIDEXPLICIT'],
  [
    'blank explicit values are none',
    { apiKey: '', accessKeyId: '', secretAccessKey: ' ' },
    token,
    'Bearer ABSKenvironment',
  ],
  ['environment token over environment pair', {}, { ...token, ...pair, ...session }, 'Bearer ABSKenvironment'],
  ['environment token, trimmed', {}, { AWS_BEARER_TOKEN_BEDROCK: ' ABSKenvironment\n' }, 'Bearer ABSKenvironment'],
  ['environment pair with its session', {}, { ...pair, ...session }, 'AKIDENVIRONMENT+environment-session'],
  ['environment pair when the token is blank', {}, { ...pair, AWS_BEARER_TOKEN_BEDROCK: '' }, 'AKIDENVIRONMENT'],
  ['a blank session is none', {}, { ...pair, AWS_SESSION_TOKEN: ' ' }, 'AKIDENVIRONMENT'],
  ['the further source last', {}, blank, 'AKIDFURTHER'],
  ['half a pair in the environment is none', {}, { AWS_ACCESS_KEY_ID: 'AKIDENVIRONMENT' }, 'AKIDFURTHER'],
]

describe('who signs', () => {
  it.each(winners)('%s', async (_, key, environment, winner) => {
    const signed = await resolveAuth(key, { environment, source: further })(request(), context)
    expect(identity(signed.headers)).toBe(winner)
  })

  it('an auth given is the auth used', () => {
    const auth = fromEnv({})
    expect(resolveAuth(auth)).toBe(auth)
  })

  it('carries the region of the key', () => {
    expect(resolveAuth({ apiKey: 'ABSKx', region: ' eu-west-1 ' }).region).toBe('eu-west-1')
    expect(resolveAuth({ apiKey: 'ABSKx', region: '' }).region).toBeUndefined()
  })

  it('reads the environment when a request is sent, not before', async () => {
    const environment: Record<string, string> = {}
    const auth = fromEnv(environment)
    environment['AWS_BEARER_TOKEN_BEDROCK'] = 'ABSKlater'
    expect(identity((await auth(request(), context)).headers)).toBe('Bearer ABSKlater')
  })

  it.each([
    ['secretAccessKey', { accessKeyId: 'AKID' }],
    ['accessKeyId', { secretAccessKey: 'x' }],
  ])('half a pair in code is broken: %s', async (missing, key) => {
    const failure = resolveAuth(key, { environment: { ...token, ...pair } })(request(), context)
    await expect(failure).rejects.toMatchObject({
      code: 'broken-credentials',
      message: expect.stringContaining(missing),
    })
  })

  it('names every source that had nothing', async () => {
    const failure = resolveAuth({}, { environment: { AWS_ACCESS_KEY_ID: 'AKID' }, source: async () => undefined })(
      request(),
      context,
    )
    await expect(failure).rejects.toMatchObject({
      code: 'no-credentials',
      message: expect.stringMatching(
        /AWS_BEARER_TOKEN_BEDROCK: is not set; environment variables: .*AWS_SECRET_ACCESS_KEY is not; /,
      ),
    })
  })
})
